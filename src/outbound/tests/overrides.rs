//! Texts of one's own: a scheme's templates take the place of the built-in ones, and each mistake in them is named by
//! file and line before anything is sent.

use super::*;

fn load(files: &[(&str, &str)]) -> Result<Outbound, Vec<String>> {
    let overrides: Overrides = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    Outbound::load(sample::house(), &overrides).map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
}

fn refused(files: &[(&str, &str)]) -> Vec<String> {
    load(files).err().unwrap_or_default()
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    let outbound = load(files).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    outbound.check().iter().map(ToString::to_string).collect()
}

#[test]
fn a_text_of_ones_own_takes_the_place_of_the_built_in_one() {
    let outbound = load(&[("partials/signature.txt", "Yours,\n{{ house.name }}")]).unwrap_or_else(|m| panic!("{m:?}"));
    let sample = ordinary();
    let (_, welcome) = outbound.preview(sample).into_iter().find(|(kind, _)| kind == "welcome").unwrap();
    assert!(text_of(&welcome.unwrap()).contains("\nYours,\nBalint Groups\n"));
}

#[test]
fn a_template_that_does_not_parse_is_refused_by_file_and_line() {
    let mistakes = refused(&[
        ("reminder/body.txt", "Hello\n\n{% if session %}\nno end"),
        ("welcome/subject.txt", "{{ group.code"),
    ]);
    assert_eq!(mistakes.len(), 2, "{mistakes:#?}");
    assert!(mistakes[0].starts_with("templates/reminder/body.txt:"), "{mistakes:#?}");
    assert!(mistakes[1].starts_with("templates/welcome/subject.txt:1: "), "{mistakes:#?}");
}

#[test]
fn what_does_not_exist_is_refused_by_file_and_line() {
    let mistakes = refused(&[
        ("reminder/body.txt", "Hello\n{% include \"partials/nowhere.txt\" %}"),
        ("welcome/body.txt", "{{ group.code | shouted }}"),
    ]);
    assert_eq!(
        mistakes,
        [
            "templates/reminder/body.txt:2: Unknown template `partials/nowhere.txt`",
            "templates/welcome/body.txt:1: Unknown filter `shouted`",
        ]
    );
}

#[test]
fn a_template_that_loops_is_refused() {
    let mistakes = refused(&[("partials/greeting.txt", "{% include \"partials/greeting.txt\" %}")]);
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    assert!(mistakes[0].starts_with("templates/partials/greeting.txt:1: it includes itself"), "{mistakes:#?}");
    let mistakes = refused(&[
        ("partials/greeting.txt", "Dear you,\n{% include \"partials/motto.txt\" %}"),
        ("partials/motto.txt", "Together.\n\n{% include \"partials/greeting.txt\" %}"),
    ]);
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    assert!(mistakes[0].contains("includes itself, by way of") && mistakes[0].contains("motto"), "{mistakes:#?}");
}

#[test]
fn a_file_that_is_no_letters_is_refused_and_a_partial_of_ones_own_is_not() {
    let mistakes = refused(&[("remainder/body.txt", "Hello")]);
    assert!(mistakes[0].starts_with("templates/remainder/body.txt: no letter has a text"), "{mistakes:#?}");
    let own = [
        ("partials/motto.txt", "Together."),
        ("partials/greeting.txt", "Dear {{ greeting | listed }},\n\n{% include \"partials/motto.txt\" %}"),
    ];
    assert_eq!(found(&own), Vec::<String>::new());
}

#[test]
fn a_field_that_does_not_exist_is_found_by_file_and_line() {
    let mistakes = found(&[("reminder/body.txt", "Dear you,\n\nit is on {{ session.dat }}.")]);
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    assert!(mistakes[0].starts_with("templates/reminder/body.txt:3: "), "{mistakes:#?}");
    assert!(mistakes[0].contains("dat"), "{mistakes:#?}");
}

#[test]
fn a_name_that_no_letter_has_is_found_where_no_sample_comes_by() {
    let mistakes =
        found(&[("reminder/body.txt", "Dear you,{% if session.number == 99 %}{{ sesion.date }}{% endif %}")]);
    assert_eq!(mistakes, ["templates/reminder/body.txt:1: no letter has `sesion`"]);
}

#[test]
fn a_subject_that_is_too_long_or_says_too_much_is_found() {
    let mistakes = found(&[("reminder/subject.txt", "You were absent: {{ session.date }}")]);
    assert!(mistakes.iter().any(|m| m.contains("a subject never says \"absent\"")), "{mistakes:#?}");
    let long = "x".repeat(51);
    let mistakes = found(&[("reminder/subject.txt", &long)]);
    assert!(mistakes.iter().any(|m| m.contains("longer than 50 characters")), "{mistakes:#?}");
    assert_eq!(found(&[("reminder/subject.txt", "\n")]), ["templates/reminder/subject.txt: the subject is empty"]);
}

#[test]
fn the_layout_can_be_ones_own_and_its_mistakes_are_found_too() {
    let own = "<h1>{{ heading }}</h1>\n{% for block in body %}{{ block.kind }}{% endfor %}";
    assert_eq!(found(&[("layout/letter.html", own)]), Vec::<String>::new());
    let mistakes = found(&[("layout/letter.html", "<h1>\n{{ headline }}</h1>")]);
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    assert!(
        mistakes[0].starts_with("templates/layout/letter.html:2: ") && mistakes[0].contains("headline"),
        "{mistakes:#?}"
    );
}
