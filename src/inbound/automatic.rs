//! Automatic answers (RFC 3834; RFC 8098 for receipts): what machines say on a person's behalf.
//!
//! One sign that no person's program writes is enough; of the weaker ones it takes two, because each of them is also
//! found on letters that a person typed. A subject alone or a text alone never makes a machine.

use std::sync::LazyLock;

use regex::Regex;

use super::bounce::has_null_path;
use super::letter::Letter;
use super::patterns::any_of;

/// The weight of proof from which a letter counts as a machine's.
const PROOF: u32 = 2;
/// Letters of the text that are looked at.
const TEXT_LENGTH_MAX: usize = 2_000;

/// Is it an automatic answer? Then by which signs.
pub fn signs(letter: &Letter) -> Option<String> {
    let found: Vec<&Sign> = SIGNS.iter().filter(|sign| (sign.shows)(letter)).collect();
    let speaks = found.iter().any(|sign| sign.speaks);
    let counts = |sign: &&&Sign| speaks || !SUPPORTS.contains(&sign.name);
    let weight: u32 = found.iter().filter(counts).map(|sign| sign.weight).sum();
    (weight >= PROOF).then(|| found.iter().map(|sign| sign.name).collect::<Vec<_>>().join(", "))
}

/// Signs that Exchange puts on letters of people too, as where a rule of theirs redirects one: they count only beside
/// words of a machine.
const SUPPORTS: [&str; 2] = ["X-Auto-Response-Suppress", "written by a mailbox rule"];

struct Sign {
    name: &'static str,
    weight: u32,
    /// It is in the words of the subject or of the text.
    speaks: bool,
    shows: fn(&Letter) -> bool,
}

/// The table; `X-Auto-Response-Suppress` is on many letters that a person typed, so it only ever supports.
const SIGNS: [Sign; 11] = [
    Sign {
        name: "Auto-Submitted",
        weight: PROOF,
        speaks: false,
        shows: |letter| letter.field("auto-submitted").is_some_and(is_auto_submitted),
    },
    Sign {
        // RFC 6522: receipts, reports of abuse and of DMARC, and what cannot be read as one of delivery.
        name: "a receipt or report",
        weight: PROOF,
        speaks: false,
        shows: |letter| letter.report.kind.is_some(),
    },
    Sign {
        name: "an autoresponder's own field",
        weight: PROOF,
        speaks: false,
        shows: |letter| OWN_FIELDS.iter().any(|name| letter.field(name).is_some_and(|value| value.trim() != "no")),
    },
    Sign {
        name: "Precedence: auto_reply",
        weight: PROOF,
        speaks: false,
        shows: |letter| {
            ["precedence", "preference"].iter().any(|name| {
                letter.field(name).is_some_and(|value| {
                    matches!(value.trim().to_ascii_lowercase().as_str(), "auto_reply" | "auto-reply")
                })
            })
        },
    },
    Sign {
        name: "the subject of an automatic answer",
        weight: 1,
        speaks: true,
        shows: |letter| starts_with_any(&letter.subject, &SUBJECTS),
    },
    // A person's program writes `Re:` there, and nobody types these words and a colon instead.
    Sign {
        name: "it in place of Re:",
        weight: 1,
        speaks: true,
        shows: |letter| is_in_place_of_re(&letter.subject) && letter.references().next().is_some(),
    },
    Sign {
        name: "Precedence: bulk",
        weight: 1,
        speaks: false,
        shows: |letter| {
            letter
                .field("precedence")
                .is_some_and(|value| matches!(value.trim().to_ascii_lowercase().as_str(), "bulk" | "junk"))
        },
    },
    Sign { name: "a null Return-Path", weight: 1, speaks: false, shows: has_null_path },
    Sign {
        name: "X-Auto-Response-Suppress",
        weight: 1,
        speaks: false,
        shows: |letter| letter.field("x-auto-response-suppress").is_some(),
    },
    Sign {
        name: "written by a mailbox rule",
        weight: 1,
        speaks: false,
        shows: |letter| {
            letter.field("x-ms-exchange-inbox-rules-loop").is_some()
                || letter.field("x-ms-exchange-generated-message-source").is_some()
        },
    },
    Sign {
        name: "the words of a machine",
        weight: 1,
        speaks: true,
        shows: |letter| {
            let text = letter.plain.first().map_or(letter.html.as_str(), |part| part.text.as_str());
            let end = text.char_indices().nth(TEXT_LENGTH_MAX).map_or(text.len(), |(at, _)| at);
            let head = text.get(..end).unwrap_or_default().to_lowercase();
            WORDING.is_match(&head)
                || is_in_place_of_re(&letter.subject) && AWAY.iter().any(|wording| head.contains(wording))
        },
    },
];

/// One of the beginnings that nobody types, and a colon before the subject that is answered.
fn is_in_place_of_re(subject: &str) -> bool {
    let subject = subject.trim_start().to_lowercase();
    let Some((start, answered)) = subject.split_once(':') else {
        return false;
    };
    let start = start.trim_end();
    let says_automatic = [
        "aut",
        "répon",
        "respuesta",
        "risposta",
        "resposta",
        "odpowied",
        "авто",
        "自",
        "otomatik",
        "răspuns",
        "αυτόματη",
        "ateb",
        "자동",
        "رد",
        "תשובה",
    ]
    .iter()
    .any(|word| start.starts_with(word));
    SUBJECTS.contains(&start) && (says_automatic || answered.trim_start().starts_with("re:"))
}

/// RFC 3834, section 5: anything but `no`.
fn is_auto_submitted(value: &str) -> bool {
    let keyword = value.split([';', '(', ' ']).next().unwrap_or_default().trim();
    !keyword.is_empty() && !keyword.eq_ignore_ascii_case("no")
}

fn starts_with_any(text: &str, starts: &[&str]) -> bool {
    let text = text.trim_start_matches(['[', '*', ' ', '"', '(']).to_lowercase();
    starts.iter().any(|start| text.starts_with(start))
}

const OWN_FIELDS: [&str; 13] = [
    "x-autoreply",
    "x-autoreply-from",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply",
    "x-auto-reply-from",
    "x-mail-autoreply",
    "x-autogenerated",
    "x-fc-machinegenerated",
    "x-post-messageclass-auto",
    "x-vacation",
    "x-out-of-office",
    "x-cron-env",
];

/// How automatic answers begin their subject, in the languages of the commonest mail systems.
const SUBJECTS: [&str; 66] = [
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto-response",
    "autoresponse",
    "automatic response",
    "automated reply",
    "automated response",
    "auto:",
    "out of office",
    "out-of-office",
    "out of the office",
    "on leave:",
    "vacation:",
    "vacation reply",
    "away:",
    "read:",
    "not read:",
    "gelesen:",
    "lu :",
    "leído:",
    "letto:",
    "automatische antwort",
    "abwesenheit",
    "abwesend",
    "réponse automatique",
    "reponse automatique",
    "absence du bureau",
    "absent du bureau",
    "respuesta automática",
    "respuesta automatica",
    "fuera de la oficina",
    "risposta automatica",
    "fuori sede",
    "fuori ufficio",
    "resposta automática",
    "resposta automatica",
    "automatisch antwoord",
    "afwezig",
    "autosvar",
    "automatiskt svar",
    "automatisk svar",
    "automaattinen vastaus",
    "odpowiedź automatyczna",
    "automatyczna odpowiedź",
    "automatická odpověď",
    "автоответ",
    "自动答复",
    "自动回复",
    "自動回覆",
    "自動応答",
    "自動返信",
    "자동 회신",
    "automatická odpoveď",
    "automatikus válasz",
    "otomatik yanıt",
    "răspuns automat",
    "αυτόματη απάντηση",
    "автоматический ответ",
    "автоматична відповідь",
    "ateb awtomatig",
    "رد تلقائي",
    "תשובה אוטומטית",
    "poissa:",
];

/// Sentences that no person types.
const WORDINGS: [&str; 20] = [
    "this is an automatic",
    "this is an automated",
    "this is an auto",
    "automatically generated",
    "automatic reply",
    "automated response",
    "do not reply to this",
    "please do not reply",
    "this mailbox is not monitored",
    "this mailbox is no longer monitored",
    "your message was read on",
    "was deleted without being read",
    "we have received your request",
    "we have received your e-mail",
    "we have received your email",
    "your ticket has been",
    "a ticket has been",
    "thank you for your message. i am",
    "thank you for your email. i am",
    "thank you for your e-mail. i am",
];

static WORDING: LazyLock<Regex> = LazyLock::new(|| any_of(WORDINGS));

/// What people tell their program to answer while they are away; they also type it themselves.
const AWAY: [&str; 12] = [
    "out of the office",
    "out of office",
    "annual leave",
    "on leave",
    "away from",
    "currently away",
    "limited access",
    "on my return",
    "when i return",
    "when i am back",
    "no longer monitored",
    "not monitored",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, body: &str, expect: bool) {
        let raw = format!("From: Tom <tom@st.example>\n{head}\n\n{body}");
        assert_eq!(signs(&Letter::parse(raw.as_bytes())).is_some(), expect, "{head} / {body}");
    }

    #[test]
    fn machines_are_known_by_proof() {
        for head in [
            "Auto-Submitted: auto-replied (vacation)\nSubject: Re: group",
            "Auto-Submitted: auto-generated; owner-email=x",
            "X-Autoreply: yes\nSubject: Re: group",
            "X-Autorespond: group\nSubject: Auto: Re: group",
            "Precedence: auto_reply",
            "Subject: Automatic reply: group\nX-Auto-Response-Suppress: All",
            "Subject: Automatic reply: group\nReturn-Path: <>",
            "Subject: Réponse automatique : groupe\nX-MS-Exchange-Inbox-Rules-Loop: tom@st.example",
            "Subject: Out of office\nPrecedence: bulk",
            "Subject: Automatic reply: group\nIn-Reply-To: <a@med.example>",
            "Subject: Automatische Antwort: group\nIn-Reply-To: <a@med.example>",
            "Subject: Ateb awtomatig: group\nIn-Reply-To: <a@med.example>",
            "Subject: 自动回复: group\nX-Auto-Response-Suppress: All",
            "Subject: Re: group\nReturn-Path: <>\nPrecedence: bulk",
            "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
            "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
        ] {
            check(head, "I am away until Monday and will not be there on Tuesday.", true);
        }
        check("Subject: Read: group", "Your message was read on 23 November 2026 10:02:11", true);
        check("Subject: Automatic reply: group", "This mailbox is not monitored.", true);
    }

    #[test]
    fn a_person_is_never_taken_for_a_machine() {
        for (head, body) in [
            ("Subject: Re: group", "I am out of the office (well, the hospital) on Tuesday so won't make group"),
            ("Subject: Out of office Tuesday", "I am out of the office on Tuesday, sorry"),
            ("Subject: Re: group\nX-Auto-Response-Suppress: DR, OOF, AutoReply", "I'll be there"),
            ("Subject: Re: group\nAuto-Submitted: no", "I'll be there"),
            ("Subject: Re: group\nReturn-Path: <>", "I'll be there"),
            ("Subject: Re: Automatic reply: group\nPrecedence: bulk", "I'll be there"),
            ("Subject: Read: the BMJ piece\nIn-Reply-To: <a@med.example>", "I read the piece, very good"),
            (
                "Subject: Out of office Tuesday\nIn-Reply-To: <a@med.example>",
                "I am out of the office on Tuesday, sorry",
            ),
            ("Subject: Away: 24 November\nIn-Reply-To: <a@med.example>", "on leave, sorry"),
            ("Subject: Re: group\nX-MS-Exchange-Inbox-Rules-Loop: x", "can't come"),
            ("Subject: Re: group\nX-MS-Exchange-Inbox-Rules-Loop: x\nX-Auto-Response-Suppress: All", "can't come"),
            ("Subject: Re: group\nX-Auto-Response-Suppress: All\nReturn-Path: <>", "can't come"),
        ] {
            check(head, body, false);
        }
    }
}
