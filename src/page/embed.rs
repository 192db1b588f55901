//! Data for the page's script, as JSON that can stand in a `script` element (HTML, section 4.12.1.3, "Restrictions for
//! contents of script elements").

use serde::Serialize;

/// Writes a value so that nothing in it can end the element, open a comment or break a line of JavaScript.
pub(super) fn in_script<T: Serialize + ?Sized>(value: &T) -> String {
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script_and_all_comes_back() {
        let hostile = ["</script><!-- <script>", "two\u{2028}lines\u{2029}", "\"quoted\" \\ and\nbroken", "&lt; < &"];
        let json = in_script(&hostile);
        assert!(!json.contains('<') && !json.contains('\u{2028}') && !json.contains('\u{2029}'), "{json}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), hostile);
    }
}
