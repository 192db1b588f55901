//! The words of the letters: templates built into the program, with a scheme's own texts laid over them.
//!
//! A letter has a folder named after its kind with `subject.txt` and `body.txt`; what letters share stands in
//! `partials/`. The body is written once, with the marks of [`super::marked`]; `layout/letter.html` sets all letters.
//! Each style stands there where its element does, once, so that mail programs without style sheets need no inliner.
//! Everything is parsed at load, and a mistake is named by file and line. No file is read here.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, Tera};

use super::marked::{Marked, plain};

/// A scheme's own texts by their path within the templates: `reminder/body.txt`, `partials/footer.txt`.
pub type Overrides = BTreeMap<String, String>;

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("templates/{file}{}: {what}", line.map_or(String::new(), |line| format!(":{line}")))]
pub struct TemplateMistake {
    pub file: String,
    pub line: Option<usize>,
    pub what: String,
}

macro_rules! built_in {
    (letters: [$($kind:literal),* $(,)?], partials: [$($partial:literal),* $(,)?]) => {
        /// The kinds of letter that have a folder.
        pub const KINDS: &[&str] = &[$($kind),*];

        /// Every built-in template by its path.
        const BUILT_IN: &[(&str, &str)] = &[
            $(
                built_in!(@file $kind, "/subject.txt"),
                built_in!(@file $kind, "/body.txt"),
            )*
            $(built_in!(@file "partials/", $partial),)*
            built_in!(@file "layout/", "letter.html"),
        ];
    };
    (@file $folder:expr, $name:expr) => {
        (
            concat!($folder, $name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/", $folder, $name)),
        )
    };
}

built_in! {
    letters: [
        "acknowledgement",
        "after-christmas",
        "alarm",
        "brief",
        "check-in",
        "clarifying-question",
        "collective-absence",
        "concern-passed",
        "dispute",
        "dropped",
        "feedback-summary",
        "firm-head-brief",
        "firm-head-digest",
        "firm-head-letter",
        "firm-head-reminder",
        "firm-head-silent",
        "firm-head-spoke",
        "help-answer",
        "hold-review",
        "late-note",
        "leader-away",
        "member-left",
        "notice-co-leaders",
        "notice-student",
        "order-done",
        "proof-of-life",
        "record-answer",
        "register-chaser",
        "register-confirmation",
        "register-missing",
        "register-request",
        "release-request",
        "reminder",
        "reminder-copy",
        "session-cancelled",
        "session-moved",
        "set-aside",
        "stage-lead",
        "start-co-leaders",
        "start-firm-head",
        "start-supervisor",
        "status-answer",
        "step-informed",
        "student-wrote",
        "students-wrote",
        "supervisor-patterns",
        "teaching-answer",
        "teaching-question",
        "undeliverable",
        "undergraduate-team",
        "welcome",
        "welfare",
        "welfare-reply",
        "withdrawal",
    ],
    partials: [
        "addressee.txt",
        "attendance.txt",
        "dates.txt",
        "footer.txt",
        "greeting.txt",
        "history.txt",
        "missed.txt",
        "noted.txt",
        "register-subject.txt",
        "register.txt",
        "reminder-subject.txt",
        "reminder.txt",
        "said-firm-head.txt",
        "said-of.txt",
        "said-stage-lead.txt",
        "said-undergraduate-team.txt",
        "said.txt",
        "signature.txt",
        "to-whom-student.txt",
        "to-whom.txt",
        "when.txt",
        "who-says.txt",
        "why-withdrawn-student.txt",
        "why-withdrawn.txt",
    ]
}

/// The page in which every letter is set.
const LAYOUT: &str = "layout/letter.html";

/// What the layout sets.
#[derive(Serialize)]
pub struct Page<'a> {
    /// The h1.
    pub heading: &'a str,
    #[serde(flatten)]
    pub marked: &'a Marked,
}

/// All templates, parsed.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    /// As they were parsed, by their path: to say in which line a mistake is.
    texts: BTreeMap<String, String>,
}

impl Templates {
    /// Lays a scheme's own texts over the built-in ones and parses all.
    ///
    /// # Errors
    /// Every template that does not parse, names what does not exist, or is no letter's, by file and line.
    pub fn load(overrides: &Overrides) -> Result<Self, Vec<TemplateMistake>> {
        let mut texts: BTreeMap<&str, &str> = BUILT_IN.iter().copied().collect();
        let mut mistakes = Vec::new();
        for (path, text) in overrides {
            match texts.get_mut(path.as_str()) {
                Some(built_in) => *built_in = text,
                None if is_partial(path) => {
                    texts.insert(path, text);
                }
                None => mistakes.push(TemplateMistake {
                    file: path.clone(),
                    line: None,
                    what: "no letter has a text of this name; see the folders that `balintd preview` names".to_owned(),
                }),
            }
        }
        let mut tera = Tera::new();
        tera.register_filter("listed", listed);
        tera.register_filter("quoted", quoted);
        let laid_out = |(path, text): (&str, &str)| (path.to_owned(), laid_out(text));
        let texts: BTreeMap<String, String> = texts.into_iter().map(laid_out).collect();
        mistakes.extend(texts.iter().filter_map(|(path, text)| syntax_mistake(path, text)));
        if mistakes.is_empty()
            && let Err(error) = tera.add_raw_templates(texts.iter().map(|(path, text)| (path, text.as_str())))
        {
            mistakes.extend(found_together(&error));
        }
        for mistake in mistakes.iter_mut().filter(|mistake| mistake.line.is_none()) {
            mistake.line = texts.get(&mistake.file).and_then(|text| line_of(text, "include"));
        }
        if mistakes.is_empty() { Ok(Self { tera, texts }) } else { Err(mistakes) }
    }

    /// Renders one file of a letter.
    ///
    /// # Errors
    /// The field that it names and that the letter does not have, or whatever else goes wrong.
    pub(super) fn render(&self, kind: &str, file: &str, context: &Context) -> Result<String, TemplateMistake> {
        let path = format!("{kind}/{file}");
        self.tera.render(&path, context).map_err(|error| mistake(&path, &error))
    }

    /// Sets a letter as HTML.
    ///
    /// # Errors
    /// What is wrong with the layout.
    pub(super) fn page(&self, page: &Page<'_>) -> Result<String, TemplateMistake> {
        self.tera.render(LAYOUT, &context_of(page)?).map_err(|error| mistake(LAYOUT, &error))
    }

    /// Names that some template uses and that none of these letters has: a field misspelt where no sample comes by.
    pub(super) fn unknown_names(&self, contexts: &[Context]) -> Vec<TemplateMistake> {
        // What a loop runs over is `one` in a partial, where tera cannot tell it from a name that is missing.
        let is_known =
            |name: &str| ["loop", "one"].contains(&name) || contexts.iter().any(|context| context.contains_key(name));
        let mut unknown = Vec::new();
        for path in self.tera.get_template_names().filter(|path| !is_partial(path) && *path != LAYOUT) {
            let names = self.tera.get_template_variables(path).unwrap_or_default();
            unknown.extend(names.into_iter().filter(|name| !is_known(name)).map(|name| TemplateMistake {
                file: path.to_owned(),
                line: self.texts.get(path).and_then(|text| line_of(text, &name)),
                what: format!("no letter has `{name}`"),
            }));
        }
        unknown
    }
}

/// The first line in which a word stands, from 1.
fn line_of(text: &str, word: &str) -> Option<usize> {
    let has = |line: &str| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|one| one == word);
    text.lines().position(has).map(|at| at + 1)
}

/// The context of a template from what can be serialised.
pub(super) fn context_of<T: Serialize>(value: &T) -> Result<Context, TemplateMistake> {
    Context::from_serialize(value).map_err(|error| mistake("", &error))
}

/// Takes out what is there for the eye of the template's writer alone: the end of a line that has nothing but `{% if %}`,
/// `{% for %}` and the like, and of the file, as a partial may stand within a sentence. The end of such a line moves into
/// its tag, so that lines keep their numbers for whoever mends a mistake.
fn laid_out(text: &str) -> String {
    let mut laid_out = String::with_capacity(text.len());
    for line in text.trim_end().lines() {
        let tag = line.trim();
        let inner = tag.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}"));
        let word = inner.and_then(|inner| inner.split_whitespace().next()).unwrap_or_default();
        match inner {
            Some(inner) if !inner.contains("%}") && SILENT_TAGS.contains(&word) => {
                laid_out.push_str("{%");
                laid_out.push_str(inner);
                laid_out.push_str("\n%}");
            }
            _ => {
                laid_out.push_str(line);
                laid_out.push('\n');
            }
        }
    }
    laid_out.trim_end().to_owned()
}

/// Tags that write nothing by themselves.
const SILENT_TAGS: [&str; 7] = ["if", "elif", "else", "endif", "for", "endfor", "set"];

fn is_partial(path: &str) -> bool {
    path.strip_prefix("partials/").is_some_and(|name| name.ends_with(".txt") && !name.contains('/'))
}

/// Parses one text by itself, so that a mistake in one does not hide those in others. What only is wrong beside other
/// templates (a partial that does not exist) is found when all are added together.
fn syntax_mistake(path: &str, text: &str) -> Option<TemplateMistake> {
    let error = Tera::new().add_raw_template(path, text).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| mistake(path, &error))
}

/// What is wrong between templates: a partial or a filter that does not exist. tera reports all of these in one text,
/// each as `error: what` and, on the next line, `--> file:line:column`.
fn found_together(error: &tera::Error) -> Vec<TemplateMistake> {
    let text = error.to_string();
    let found: Vec<TemplateMistake> = text
        .split("error: ")
        .filter_map(|report| {
            let (what, place) = report.split_once("--> ")?;
            let mut place = place.lines().next()?.split(':');
            Some(TemplateMistake {
                file: place.next()?.to_owned(),
                line: place.next()?.parse().ok(),
                what: what.trim().to_owned(),
            })
        })
        .collect();
    if found.is_empty() { vec![mistake("", error)] } else { found }
}

fn mistake(path: &str, error: &tera::Error) -> TemplateMistake {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateMistake {
            file: report.filename().to_owned(),
            line: Some(report.span().start_line),
            what: report.message().to_owned(),
        },
        ErrorKind::CircularInclude { tpl, include_chain } => TemplateMistake {
            file: tpl.clone(),
            line: None,
            what: format!("it includes itself, by way of {}", include_chain.join(", ")),
        },
        _ => TemplateMistake { file: path.to_owned(), line: None, what: error.to_string() },
    }
}

/// A passage as mail programs quote one, each line set off with `> `; its words alone, and no buttons.
fn quoted(text: &str, _: Kwargs, _: &tera::State<'_>) -> String {
    let text = plain(text);
    text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// "Helen and Daniel", "Tom, Priya and Wei": a list as people write it.
fn listed(names: Vec<String>, _: Kwargs, _: &tera::State<'_>) -> String {
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
