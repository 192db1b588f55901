//! Delivery reports: RFC 3464 in full, and the plain texts of servers that do not write it.
//!
//! A report is read before an automatic answer, because half of all reports also say `Auto-Submitted`. It takes the
//! word of the form or of the server that wrote it, never of the wording alone: people quote reports to each other.

use crate::domain::id::Address;
use crate::domain::said::BounceAction;

use super::letter::Letter;

mod cause;
mod plain;

use cause::{enhanced_status, is_address_dead};

/// What a delivery report says, before anyone looks up whose address it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Addresses that it may be about, the most likely first.
    pub recipients: Vec<Address>,
    pub permanent: bool,
    pub status: Option<String>,
    pub action: BounceAction,
    /// The words that decided, as evidence.
    pub words: String,
}

/// Is it a delivery report, and what does it say?
pub fn report(letter: &Letter) -> Option<Report> {
    if let Some(fields) = &letter.report.delivery_status
        && let Some(report) = by_form(letter, fields)
    {
        return Some(report);
    }
    plain::report(letter)
}

/// `Return-Path: <>` (RFC 5321, section 4.5.5): written by a machine, or its path was lost on the way.
pub fn has_null_path(letter: &Letter) -> bool {
    letter.field("return-path").is_some_and(|path| path.trim() == "<>")
}

/// RFC 3464, section 2: groups of fields, the first about the message, one more for each recipient.
fn by_form(letter: &Letter, fields: &str) -> Option<Report> {
    let mut recipients: Vec<Recipient> = Vec::new();
    let unfolded = fields.replace("\n ", " ");
    for group in unfolded.split("\n\n") {
        let recipient = Recipient::parse(group);
        if recipient.action.is_some() || recipient.status.is_some() {
            recipients.push(recipient);
        }
    }
    // The one that failed matters most where a report speaks of several.
    let chosen = recipients.iter().find(|r| r.action() == BounceAction::Failed).or(recipients.first())?;
    let action = chosen.action();
    let text =
        format!("{} {}", chosen.diagnostic, if recipients.len() == 1 { plain::head(letter) } else { String::new() });
    Some(Report {
        recipients: chosen.addresses.iter().chain(&letter.report.returned_to).cloned().collect(),
        permanent: action == BounceAction::Failed && is_address_dead(chosen.cause().as_deref(), &text),
        status: chosen.status.clone(),
        action,
        words: format!("{} {}", chosen.status.as_deref().unwrap_or_default(), chosen.diagnostic).trim().to_owned(),
    })
}

/// The fields of one recipient.
#[derive(Default)]
struct Recipient {
    addresses: Vec<Address>,
    action: Option<String>,
    status: Option<String>,
    diagnostic: String,
}

impl Recipient {
    fn parse(group: &str) -> Self {
        let mut recipient = Self::default();
        for line in group.lines() {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            match name.trim().to_ascii_lowercase().as_str() {
                "final-recipient" | "original-recipient" | "x-actual-recipient" => {
                    let address = value.split_once(';').map_or(value, |(_, address)| address);
                    recipient.addresses.extend(Address::new(address.trim().trim_matches(['<', '>'])).ok());
                }
                "action" => recipient.action = value.split_whitespace().next().map(str::to_ascii_lowercase),
                "status" => recipient.status = enhanced_status(value),
                "diagnostic-code" => value.trim().clone_into(&mut recipient.diagnostic),
                _ => {}
            }
        }
        recipient
    }

    /// The status that says why: the server's own where the report's is of no kind (RFC 3463, section 3.1).
    fn cause(&self) -> Option<String> {
        let says_nothing = self.status.as_deref().is_none_or(|status| status.ends_with(".0.0"));
        enhanced_status(&self.diagnostic).filter(|_| says_nothing).or_else(|| self.status.clone())
    }

    /// The action named, or what the class of the status means (RFC 3463, section 3).
    fn action(&self) -> BounceAction {
        match (self.action.as_deref(), self.status.as_deref()) {
            (Some("failed"), _) => BounceAction::Failed,
            (Some("delayed"), _) => BounceAction::Delayed,
            (Some("delivered"), _) => BounceAction::Delivered,
            (Some("relayed"), _) => BounceAction::Relayed,
            (Some("expanded"), _) => BounceAction::Expanded,
            (_, Some(status)) if status.starts_with('2') => BounceAction::Delivered,
            (_, Some(status)) if status.starts_with('4') => BounceAction::Delayed,
            _ => BounceAction::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BounceAction::{Delayed, Delivered, Failed};

    fn form(fields: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; \
             report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\n\
             Reporting-MTA: dns; mx.example\n\n{fields}\n--b--\n"
        )
    }

    fn check(raw: &str, recipient: &str, permanent: bool, status: Option<&str>, action: BounceAction) {
        let report = report(&Letter::parse(raw.as_bytes())).unwrap_or_else(|| panic!("not a bounce: {raw}"));
        let first = report.recipients.first().map(|address| address.as_str().to_owned());
        assert_eq!(first.as_deref(), Some(recipient), "{raw}");
        assert_eq!((report.permanent, report.status.as_deref(), report.action), (permanent, status, action), "{raw}");
    }

    #[test]
    fn the_standard_form_is_read_field_by_field() {
        let of = |action: &str, status: &str, diagnostic: &str| {
            form(&format!(
                "Final-Recipient: rfc822; Tom@st.example\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {diagnostic}"
            ))
        };
        for (action, status, diagnostic, permanent, expect) in [
            ("failed", "5.1.1", "550 user unknown", true, Failed),
            ("failed", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", true, Failed),
            ("failed", "5.2.2", "552 mailbox full", false, Failed),
            ("failed", "5.7.1", "554 no such user will take this spam", false, Failed),
            ("failed", "5.0.0", "550 no such user here", true, Failed),
            ("failed", "5.0.0", "550 rejected as spam", false, Failed),
            ("failed", "5.0.0", "550 5.1.1 Adresse d au moins un destinataire invalide", true, Failed),
            ("failed", "5.4.1", "550 5.4.1 Recipient address rejected: Access denied", true, Failed),
            ("failed", "4.4.7", "message expired", false, Failed),
            ("Delayed", "4.4.2", "timed out", false, Delayed),
            ("delivered (to mailbox)", "2.0.0", "250 ok", false, Delivered),
        ] {
            check(&of(action, status, diagnostic), "tom@st.example", permanent, Some(status), expect);
        }
    }

    #[test]
    fn of_several_recipients_the_failed_one_counts() {
        let raw = form(
            "Final-Recipient: rfc822; a@st.example\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822;\n \
             <b@st.example>\nAction: failed\nStatus: 5.1.1",
        );
        check(&raw, "b@st.example", true, Some("5.1.1"), Failed);
    }

    #[test]
    fn plain_reports_are_read_by_their_wording() {
        for (head, body, permanent, status, action) in [
            (
                "From: MAILER-DAEMON@relay.example\nSubject: failure notice",
                "Hi. This is the qmail-send program at relay.example.\nThis is a permanent error; I've given up.\n\n\
                 <tom@st.example>:\nRemote host said: 550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nx@y.example",
                true,
                Some("5.1.1"),
                Failed,
            ),
            (
                "From: Mail Delivery System <Mailer-Daemon@host.example>\nX-Failed-Recipients: tom@st.example\nSubject: Mail delivery failed: returning message to sender",
                "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  tom@st.example\n    Unrouteable address",
                true,
                None,
                Failed,
            ),
            (
                "From: Mail Delivery System <Mailer-Daemon@host.example>\nSubject: Warning: message 1abc delayed 24 hours",
                "A message that you sent has not yet been delivered to one or more of its recipients.\n  tom@st.example\nNo action is required on your part.",
                false,
                None,
                Delayed,
            ),
            (
                "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nX-Failed-Recipients: tom@st.example\nSubject: Delivery Status Notification (Failure)",
                "Address not found\nYour message wasn't delivered to tom@st.example because the address couldn't be found",
                true,
                None,
                Failed,
            ),
            (
                "From: postmaster@st.example\nSubject: Undeliverable: Balint group",
                "Delivery has failed to these recipients or groups:\ntom@st.example\nThe recipient's mailbox is full and can't accept messages now.",
                false,
                None,
                Failed,
            ),
        ] {
            check(&format!("{head}\n\n{body}"), "tom@st.example", permanent, status, action);
        }
    }

    #[test]
    fn a_daemon_writes_nothing_but_reports() {
        for head in [
            "From: MAILER-DAEMON@mx.example\nSubject: Postfix SMTP server: errors from localhost",
            "From: mailer-daemon\nReturn-Path: <>\nAuto-Submitted: auto-replied\nSubject: There was an error",
            "From: NDR <sysadmin@mms.example>\nReturn-Path: <>\nSubject: Undeliverable Message",
            "From: no-reply@mx.example\nSubject: Mail\n\nYour mail could not be delivered to:",
        ] {
            let found = report(&Letter::parse(format!("{head}\n\ntom@st.example is full").as_bytes()));
            let found = found.unwrap_or_else(|| panic!("{head}"));
            assert_eq!((found.recipients[0].as_str(), found.permanent), ("tom@st.example", false), "{head}");
        }
    }

    #[test]
    fn a_person_who_speaks_of_a_bounce_is_no_bounce() {
        for head in [
            "From: Tom <tom@st.example>\nSubject: Undeliverable: Balint group",
            "From: Tom <tom@st.example>\nReturn-Path: <>\nSubject: Fwd: Undeliverable: Balint group",
            "From: Tom <tom@st.example>\nReturn-Path: <>\nIn-Reply-To: <a@b>\nSubject: Undeliverable: Balint group",
            "From: IT <postmaster@st.example>\nSubject: Re: the list",
        ] {
            let raw = format!("{head}\n\nI got this about Tom's letter: 550 5.1.1");
            assert_eq!(report(&Letter::parse(raw.as_bytes())), None, "{head}");
        }
    }
}
