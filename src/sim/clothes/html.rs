//! The HTML of an answer, by mail program: each has its own way of setting off what it quotes.

use super::plain::american;
use super::{Outline, Program};
use crate::sim::in_hand::InHand;

/// The whole page.
pub fn html(program: Program, outline: &Outline<'_>) -> String {
    let own = own_html(program, outline);
    let quoted = outline.answers.map(|letter| quotation(program, outline, letter)).unwrap_or_default();
    match program {
        Program::OutlookDesktop | Program::OutlookHtmlOnly => format!(
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal {{margin:0cm; \
             font-size:11.0pt; font-family:\"Calibri\",sans-serif;}}</style></head>\n<body lang=\"EN-GB\">\n\
             <div class=\"WordSection1\">{own}{quoted}</div></body></html>\n"
        ),
        _ => format!("<html><head></head><body>{own}{quoted}</body></html>\n"),
    }
}

/// Text that cannot be taken for markup.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn own_html(program: Program, outline: &Outline<'_>) -> String {
    let paragraphs = |text: &str| -> String {
        text.lines()
            .map(|line| match (program, line.is_empty()) {
                (Program::OutlookDesktop | Program::OutlookHtmlOnly, true) => {
                    "<p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\n".to_owned()
                }
                (Program::OutlookDesktop | Program::OutlookHtmlOnly, false) => {
                    format!("<p class=\"MsoNormal\">{}<o:p></o:p></p>\n", escaped(line))
                }
                (_, true) => "<div><br></div>\n".to_owned(),
                (_, false) => format!("<div dir=\"ltr\">{}</div>\n", escaped(line)),
            })
            .collect()
    };
    let mut own = paragraphs(outline.text);
    if !outline.signature.is_empty() {
        let signature = paragraphs(outline.signature);
        own.push_str(&match program {
            Program::GmailWeb | Program::GmailApp => {
                format!(
                    "<br clear=\"all\"><div>-- <br><div dir=\"ltr\" class=\"gmail_signature\">{signature}</div></div>"
                )
            }
            _ => format!("<div><br></div>{signature}"),
        });
    }
    match program {
        Program::OutlookMobile => own.push_str("<div id=\"ms-outlook-mobile-signature\">Get <a href=\"https://aka.ms/o0ukef\">Outlook for iOS</a></div>"),
        Program::Proton => own.push_str("<div class=\"protonmail_signature_block\">Sent with <a href=\"https://proton.example/\">Proton Mail</a> secure email.</div>"),
        Program::Yahoo => own.push_str("<div id=\"ymail_android_signature\">Sent from Yahoo Mail on Android</div>"),
        _ => {}
    }
    own
}

fn quotation(program: Program, outline: &Outline<'_>, letter: &InHand) -> String {
    let sent = letter.sent.to_zoned(outline.zone.clone());
    let (from, address) = (escaped(&letter.from), escaped(&letter.from_address));
    let (subject, to) = (escaped(&letter.subject), escaped(outline.from_name));
    let body = escaped(letter.body.trim_end()).replace('\n', "<br>\n");
    match program {
        Program::OutlookDesktop | Program::OutlookHtmlOnly => format!(
            "<div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\">\
             <p class=\"MsoNormal\"><b><span lang=\"EN-US\">From:</span></b> {from} &lt;{address}&gt; <br><b>Sent:</b> {}\
             <br><b>To:</b> {to}<br><b>Subject:</b> {subject}<o:p></o:p></p></div></div>\n<p>{body}</p>",
            sent.strftime("%d %B %Y %H:%M")
        ),
        Program::OutlookWeb | Program::OutlookMobile => format!(
            "<div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\" tabindex=\"-1\">\
             <div id=\"divRplyFwdMsg\" dir=\"ltr\"><font face=\"Calibri, sans-serif\"><b>From:</b> {from} &lt;{address}&gt;\
             <br><b>Sent:</b> {}<br><b>To:</b> {to}<br><b>Subject:</b> {subject}</font><div>&nbsp;</div></div>\n<div>{body}</div>",
            american(&sent)
        ),
        Program::Yahoo => format!(
            "<div id=\"ymail_android_quote\"><br><br><div>On {}, {from}&lt;{address}&gt; wrote:</div><blockquote>{body}</blockquote></div>",
            sent.strftime("%a, %-d %b %Y at %-H:%M")
        ),
        Program::Proton => format!(
            "<div class=\"protonmail_quote\">------- Original Message -------<br>On {}, {from} &lt;{address}&gt; wrote:<br><br>\
             <blockquote class=\"protonmail_quote\" type=\"cite\">{body}</blockquote></div>",
            sent.strftime("%A, %B %-d, %Y at %H:%M")
        ),
        _ => format!(
            "<br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On {}, {from} &lt;{address}&gt; wrote:<br>\
             </div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex\">{body}</blockquote></div>",
            sent.strftime("%a, %-d %b %Y at %H:%M")
        ),
    }
}
