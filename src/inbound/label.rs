//! A reading in the form of the labelling guide, and what a letter answers out of that form: the way in which readings
//! are measured against what people say that letters mean.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::domain::id::PersonId;
use crate::domain::roster::Roster;
use crate::domain::said::{Bounce, CoLeaderSays, FirmAnswer, Order, StudentSays};

use super::reading::{About, AboutKind, Class, Reading, Said, Scene, Sender};

/// `about` of a case.
#[derive(Debug, Clone, Deserialize)]
pub struct AboutLabel {
    kind: AboutKind,
    group: Option<String>,
    session: Option<u8>,
    student: Option<String>,
}

impl AboutLabel {
    /// The same with the roster's own ids; a group or student that is not in it is left out.
    pub fn about(&self, roster: &Roster) -> About {
        About {
            kind: self.kind,
            group: self.group.as_deref().and_then(|code| roster.group_called(code)).map(|group| group.id),
            session: self.session,
            student: self.student.as_deref().and_then(|local| person_called(roster, local)),
        }
    }
}

fn person_called(roster: &Roster, local: &str) -> Option<PersonId> {
    let mut people = roster.people.values();
    people.find(|person| person.address.local().eq_ignore_ascii_case(local)).map(|person| person.id)
}

/// The label of a reading.
pub fn label(reading: &Reading, scene: &Scene<'_>) -> Value {
    let class = match &reading.class {
        Class::Human => "human",
        Class::CalendarReply => "calendar_reply",
        Class::AutoReply => "auto_reply",
        Class::Ours => "ours",
        Class::Bounce(bounce) => return bounce_label(bounce, scene),
    };
    match (&reading.said, &reading.sender) {
        // The guide gives strangers no other flag, whatever else they write.
        (_, Sender::Stranger) if reading.class == Class::Human => {
            json!({"class": class, "stances": {}, "flags": ["question"]})
        }
        (Said::Student(says), _) => student_label(class, says),
        (Said::CoLeader(says), _) => co_leader_label(class, says, scene),
        (Said::FirmHead(answers), _) => {
            let answers: Vec<Value> = answers.iter().map(|answer| firm_answer_label(answer, scene)).collect();
            json!({"class": class, "do": answers})
        }
        (Said::Nothing, _) if reading.class != Class::Human => json!({"class": class, "stances": {}, "flags": []}),
        (Said::Nothing, Sender::Staff { .. } | Sender::Administrator) => {
            json!({"class": class, "do": [{"do": "question"}]})
        }
        (Said::Nothing, _) => json!({"class": class, "stances": {}, "flags": []}),
    }
}

fn bounce_label(bounce: &Bounce, scene: &Scene<'_>) -> Value {
    let student = bounce.recipient.map(|person| local(person, scene));
    json!({
        "class": "bounce",
        "stances": {},
        "flags": [],
        "bounce": {"student": student, "permanent": bounce.permanent, "status": bounce.status, "action": bounce.action},
    })
}

fn student_label(class: &str, says: &StudentSays) -> Value {
    let stances: Map<String, Value> =
        says.stances.iter().map(|(session, stance)| (session.to_string(), json!(stance))).collect();
    json!({"class": class, "stances": stances, "flags": says.flags})
}

fn co_leader_label(class: &str, says: &CoLeaderSays, scene: &Scene<'_>) -> Value {
    let marks: Map<String, Value> =
        says.marks.iter().map(|(student, mark)| (local(*student, scene), json!(mark))).collect();
    let orders: Vec<Value> = says.orders.iter().map(|order| order_label(order, scene)).collect();
    let mut label = json!({"class": class, "marks": marks, "rest": says.rest, "unclear": says.unclear, "do": orders});
    let of_thread = scene.about.and_then(|about| about.session);
    if let (Some(session), Some(fields)) =
        (says.session.filter(|session| Some(*session) != of_thread), label.as_object_mut())
    {
        fields.insert("session".to_owned(), json!(session));
    }
    label
}

/// An order as its own serialisation has it, with people by the local part of their address and what was not said left out.
fn order_label(order: &Order, scene: &Scene<'_>) -> Value {
    let mut label = named(json!(order), scene);
    if let (Order::Move { date, starts, .. }, Some(fields)) = (order, label.as_object_mut()) {
        let to: Vec<String> =
            [date.map(|date| date.to_string()), starts.map(|time| time.strftime("%H:%M").to_string())]
                .into_iter()
                .flatten()
                .collect();
        fields.remove("date");
        fields.remove("starts");
        if !to.is_empty() {
            fields.insert("to".to_owned(), json!(to.join("T")));
        }
    }
    label
}

fn firm_answer_label(answer: &FirmAnswer, scene: &Scene<'_>) -> Value {
    named(json!(answer), scene)
}

fn named(mut label: Value, scene: &Scene<'_>) -> Value {
    if let Some(fields) = label.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
        for key in ["student", "who"] {
            let id = fields.get(key).and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
            if let Some(id) = id {
                fields.insert(key.to_owned(), json!(local(PersonId(id), scene)));
            }
        }
    }
    label
}

fn local(person: PersonId, scene: &Scene<'_>) -> String {
    scene.roster.people.get(&person).map_or_else(|| person.to_string(), |person| person.address.local().to_owned())
}
