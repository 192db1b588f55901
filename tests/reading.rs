//! The labelled letters of `tests/reading/cases`, read from end to end and measured as `tests/reading/score.py`
//! measures: whatever acts must be right, every sign of distress must be flagged, and today's score is the floor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// What the cases reach today; a change may raise these, never lower them.
const HANDLED_MIN: f64 = 0.97;
const EXACT_MIN: f64 = 0.97;

/// The same of what others wrote in the names of co-leaders and firm heads (`tests/reading/colleagues`), who knew the guide
/// and not the program. A hair's breadth below today's, as not every machine's exponential has the same last digit.
const COLLEAGUES: Floor = Floor { wrong_max: 26, handled_min: 0.93 };

/// And in the names of students (`tests/reading/students`).
const STUDENTS: Floor = Floor { wrong_max: 5, handled_min: 0.951 };

struct Floor {
    wrong_max: usize,
    handled_min: f64,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading")
}

#[test]
fn the_labelled_letters_are_read_as_people_read_them() {
    let world = World::load();
    let read = read_all();
    let mut tally = Tally::default();
    for case in cases() {
        let id = case["id"].as_str().expect("a case has an id");
        let got = read.get(id).unwrap_or_else(|| panic!("{id} was not read"));
        tally.count(&case, got, &world);
    }
    assert_eq!(tally.wrong, Vec::<String>::new(), "acted, and not as labelled");
    assert_eq!(tally.missed, Vec::<String>::new(), "signs of distress that were not flagged");
    let handled = tally.handled as f64 / tally.open as f64;
    let exact = tally.exact as f64 / tally.all as f64;
    assert!(handled >= HANDLED_MIN, "handled {handled:.3}");
    assert!(exact >= EXACT_MIN, "exact {exact:.3}");
}

#[test]
fn what_colleagues_write_is_read_no_worse_than_before() {
    holds("colleagues", "trust.example.nhs.uk", &COLLEAGUES);
}

#[test]
fn what_other_students_write_is_read_no_worse_than_before() {
    let tally = holds("students", "students.example.ac.uk", &STUDENTS);
    assert_eq!(tally.missed, Vec::<String>::new(), "signs of distress that were not flagged");
}

/// Reads the letters of a folder, of senders under one domain, and holds them to their floor.
fn holds(folder: &str, domain: &str, floor: &Floor) -> Tally {
    let world = World::load();
    let into = tempfile::tempdir().expect("a folder");
    let cases = written(folder, domain, into.path());
    let printed = printed_of(&into.path().join("cases.jsonl"));
    let read: BTreeMap<String, Value> = printed.lines().map(parse).map(|line| (id_of(&line), line)).collect();
    let mut tally = Tally::default();
    for case in &cases {
        tally.count(case, &read[&id_of(case)], &world);
    }
    let handled = tally.handled as f64 / tally.open as f64;
    println!("{} letters, {} wrong, handled {handled:.3}, exact {}", tally.all, tally.wrong.len(), tally.exact);
    assert!(tally.wrong.len() <= floor.wrong_max, "{} acted otherwise: {:#?}", tally.wrong.len(), tally.wrong);
    assert!(handled >= floor.handled_min, "handled {handled:.3}");
    tally
}

/// The letters of a folder beside the cases, put into another as cases: a line of theirs has the writer's own words alone.
fn written(from: &str, domain: &str, into: &Path) -> Vec<Value> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder().join(from))
        .expect("the letters are there")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let set = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("letters");
        for (place, line) in text.lines().enumerate() {
            let mut case = parse(line);
            let id = format!("{set}-{:03}", place + 1);
            let field = |name: &str| case[name].as_str().expect("a line has it").to_owned();
            let (from, words) = (field("from"), field("text"));
            let letter = format!(
                "From: {from}@{domain}\r\nTo: balint@med.example.ac.uk\r\nSubject: Re: Balint group\r\n\
                 Message-ID: <{id}@{domain}>\r\nMIME-Version: 1.0\r\n\
                 Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{words}\r\n"
            );
            std::fs::write(into.join(&id), letter).expect("the letter is written");
            case["eml"] = json!(into.join(&id));
            case["id"] = json!(id);
            cases.push(case);
        }
    }
    let lines: Vec<String> = cases.iter().map(|case| format!("{case}\n")).collect();
    std::fs::write(into.join("cases.jsonl"), lines.concat()).expect("the cases are written");
    cases
}

#[test]
fn one_line_is_printed_for_each_case_and_none_for_anything_else() {
    let printed = printed();
    let ids: Vec<String> = printed.lines().map(|line| id_of(&parse(line))).collect();
    let expected: BTreeSet<String> = cases().iter().map(id_of).collect();
    assert_eq!(ids.len(), expected.len());
    assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(printed, self::printed(), "the same bytes give the same reading");
}

fn printed() -> String {
    printed_of(&folder().join("cases/cases.jsonl"))
}

fn printed_of(cases: &Path) -> String {
    let mut out = Vec::new();
    balintd::cli::read::cases(&folder().join("world"), cases, &mut out).expect("the cases are read");
    String::from_utf8(out).expect("what is printed is text")
}

fn read_all() -> BTreeMap<String, Value> {
    printed().lines().map(parse).map(|line| (id_of(&line), line)).collect()
}

fn cases() -> Vec<Value> {
    let text = std::fs::read_to_string(folder().join("cases/cases.jsonl")).expect("the cases are there");
    text.lines().map(parse).collect()
}

fn parse(line: &str) -> Value {
    serde_json::from_str(line).expect("a line is a JSON object")
}

fn id_of(value: &Value) -> String {
    value["id"].as_str().expect("a line has an id").to_owned()
}

/// What the guide's figures are made of.
#[derive(Default)]
struct Tally {
    all: usize,
    exact: usize,
    /// Cases whose label asks for no person.
    open: usize,
    handled: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

impl Tally {
    fn count(&mut self, case: &Value, got: &Value, world: &World) {
        let golds: Vec<&Value> =
            std::iter::once(&case["expect"]).chain(case["also"].as_array().into_iter().flatten()).collect();
        let normal: Vec<Value> = golds.iter().map(|gold| world.normal(gold, case)).collect();
        let mine = world.normal(&got["label"], case);
        self.all += 1;
        self.exact += usize::from(normal.contains(&mine));
        let stripped: Vec<Value> = normal.iter().map(without_flags).collect();
        let changes = |label: &Value| ["stances", "marks", "do", "bounce"].iter().any(|key| !is_empty(&label[*key]));
        let is_off = changes(&mine) || normal.iter().any(changes);
        let has_class = normal.iter().any(|gold| gold["class"] == mine["class"]);
        let acts = got["acts"] == json!(true);
        let is_wrong = acts && (!has_class || is_off && !stripped.contains(&without_flags(&mine)));
        if is_wrong {
            self.wrong.push(format!("{}: {} read as {}", id_of(case), case["expect"], got["label"]));
        }
        let flags_welfare = |label: &Value| has(&label["flags"], "welfare");
        if golds.iter().all(|gold| flags_welfare(gold)) && !flags_welfare(&got["label"]) {
            self.missed.push(id_of(case));
        }
        if !golds.iter().all(|gold| needs_person(gold)) {
            self.open += 1;
            self.handled += usize::from(acts && !is_wrong);
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn has(flags: &Value, flag: &str) -> bool {
    flags.as_array().is_some_and(|flags| flags.iter().any(|known| known == flag))
}

fn needs_person(label: &Value) -> bool {
    let flags = ["question", "welfare", "dispute", "leaving", "opt_out"];
    flags.iter().any(|flag| has(&label["flags"], flag))
        || !is_empty(&label["unclear"])
        || label["do"].as_array().is_some_and(|orders| orders.iter().any(|order| order["do"] == "question"))
}

fn without_flags(label: &Value) -> Value {
    let mut label = label.clone();
    if let Some(fields) = label.as_object_mut() {
        fields.remove("flags");
    }
    label
}

/// Who is in which group, for laying `rest` over a register.
struct World {
    members: BTreeMap<String, Vec<String>>,
    leads: BTreeMap<String, String>,
    students: BTreeSet<String>,
    people: BTreeSet<String>,
}

impl World {
    fn load() -> Self {
        let rows = |file: &str| -> Vec<BTreeMap<String, String>> {
            let mut reader = csv::Reader::from_path(folder().join("world").join(file)).expect("the world is there");
            reader.deserialize().map(|row| row.expect("a row of the world")).collect()
        };
        let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let students = rows("students.csv");
        for student in &students {
            members.entry(student["group"].clone()).or_default().push(local(&student["email"]));
        }
        let leads = rows("groups.csv").into_iter().flat_map(|group| {
            ["co_leader_1", "co_leader_2"].map(|place| (group[place].clone(), group["group"].clone()))
        });
        Self {
            members,
            leads: leads.collect(),
            students: students.iter().map(|student| student["email"].clone()).collect(),
            people: rows("people.csv").iter().map(|person| person["email"].clone()).collect(),
        }
    }

    /// A label in the form in which two that mean the same are equal.
    fn normal(&self, label: &Value, case: &Value) -> Value {
        let class = &label["class"];
        if ["auto_reply", "bounce", "ours"].iter().any(|machine| case["expect"]["class"] == *machine) {
            let bounce = &label["bounce"];
            let kept = ["student", "permanent", "action"].map(|key| bounce[key].clone());
            return json!({"class": class, "bounce": if bounce.is_null() { Value::Null } else { json!(kept) }});
        }
        let sender = sender(case);
        if self.students.contains(&sender) || !self.people.contains(&sender) {
            let flags: BTreeSet<String> = strings(&label["flags"]).into_iter().collect();
            let stances = if label["stances"].is_null() { json!({}) } else { label["stances"].clone() };
            return json!({"class": class, "stances": stances, "flags": flags});
        }
        let orders: Vec<Value> =
            label["do"].as_array().into_iter().flatten().map(|order| settled(order, case)).collect();
        let is_to_firm_head =
            ["small_group_check", "firm_head_notice", "digest"].iter().any(|kind| case["about"]["kind"] == *kind);
        match self.leads.get(&sender).filter(|_| !is_to_firm_head) {
            Some(group) => self.register(label, case, group, orders),
            None => json!({"class": class, "do": sorted(orders)}),
        }
    }

    fn register(&self, label: &Value, case: &Value, group: &str, orders: Vec<Value>) -> Value {
        let session = [&label["session"], &case["about"]["session"]].into_iter().find(|s| !s.is_null()).cloned();
        let session = session.unwrap_or(Value::Null);
        let gone: BTreeSet<String> = orders
            .iter()
            .filter(|order| order["do"] == "left")
            .filter_map(|order| order["student"].as_str().map(str::to_owned))
            .collect();
        let unclear = label["unclear"].as_array().map_or(0, Vec::len);
        let mut marks: Map<String, Value> = label["marks"].as_object().cloned().unwrap_or_default();
        marks.retain(|student, _| !gone.contains(student));
        let mut rest = label["rest"].clone();
        if !rest.is_null() && unclear == 0 {
            for student in self.members.get(group).into_iter().flatten().filter(|student| !gone.contains(*student)) {
                marks.entry(student.clone()).or_insert_with(|| rest.clone());
            }
            rest = Value::Null;
        }
        let mut kept = Vec::new();
        for order in orders {
            let is_of_session = order["session"].is_null() || order["session"] == session;
            match order["student"].as_str() {
                Some(student) if order["do"] == "explained" && is_of_session => {
                    marks.insert(student.to_owned(), json!("excused"));
                }
                _ => kept.push(order),
            }
        }
        let session = if marks.is_empty() && unclear == 0 { Value::Null } else { session };
        json!({"class": label["class"], "marks": marks, "rest": rest, "unclear": unclear, "session": session, "do": sorted(kept)})
    }
}

/// An order with what its thread leaves unsaid.
fn settled(order: &Value, case: &Value) -> Value {
    let mut order = order.clone();
    let kind = order["do"].as_str().unwrap_or_default().to_owned();
    let Some(fields) = order.as_object_mut() else {
        return order;
    };
    fields.retain(|_, value| !value.is_null());
    let about = &case["about"];
    let is_of_thread = ["hold", "release", "discussed", "attended_teaching", "concern"].contains(&kind.as_str());
    let is_of_group = ["cancel", "move", "leader_away"].contains(&kind.as_str());
    let stands_alone = ["status", "help", "question", "left"].contains(&kind.as_str());
    for key in ["student", "session"] {
        let said = about.get(key).cloned();
        if is_of_thread && key == "session" {
            fields.remove(key);
        } else if is_of_group && key == "session" {
            if let Some(said) = said.filter(|said| !said.is_null()) {
                fields.entry(key).or_insert(said);
            }
        } else if !is_of_group
            && !stands_alone
            && let Some(said) = said
        {
            fields.entry(key).or_insert(said);
        }
    }
    let place = fields.get("place").and_then(Value::as_str).map(str::to_lowercase);
    if let Some(place) = place {
        fields.insert("place".into(), json!(place.strip_prefix("the ").unwrap_or(&place)));
    }
    order
}

fn sorted(orders: Vec<Value>) -> Vec<String> {
    let mut orders: Vec<String> = orders.iter().map(Value::to_string).collect();
    orders.sort();
    orders
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

fn local(address: &str) -> String {
    address.split('@').next().unwrap_or_default().to_owned()
}

fn sender(case: &Value) -> String {
    let path = folder().join("cases").join(case["eml"].as_str().expect("a case has a letter"));
    let raw = std::fs::read(path).expect("the letter is there");
    let letter = balintd::inbound::Letter::parse(&raw);
    letter.from.map(|from| from.as_str().to_owned()).unwrap_or_default()
}
