//! What the fuzzer begins with, out of the labelled letters and the world that they speak of, and the pieces that it
//! puts where nobody puts them.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use balintd::inbound::Letter;
use rust_xlsxwriter::Workbook;
use zip::ZipArchive;

use crate::fuzzer::files;
use crate::targets::{BREAK, FILES, home};

pub fn letters() -> Vec<Vec<u8>> {
    files(&home().join("cases/eml"))
}

/// What people write, out of the labelled letters.
pub fn texts() -> Vec<Vec<u8>> {
    let text = |raw: &Vec<u8>| Letter::parse(raw).plain.iter().map(|plain| plain.text.as_str()).collect::<String>();
    letters().iter().map(|raw| text(raw).into_bytes()).filter(|text| !text.is_empty()).collect()
}

fn fields(name: &str) -> Vec<Vec<u8>> {
    let all = letters();
    let of = |raw: &Vec<u8>| {
        Letter::parse(raw).fields_named(name).map(|value| value.as_bytes().to_vec()).collect::<Vec<_>>()
    };
    all.iter().flat_map(of).collect::<BTreeSet<_>>().into_iter().collect()
}

pub fn verdicts() -> Vec<Vec<u8>> {
    let mut verdicts = fields("authentication-results");
    verdicts.push(
        b"mx.example; dkim=pass header.d=students.example.ac.uk; dmarc=pass header.from=students.example.ac.uk"
            .to_vec(),
    );
    verdicts
}

pub fn senders() -> Vec<Vec<u8>> {
    fields("from")
}

pub fn calendars() -> Vec<Vec<u8>> {
    let part = |raw: &Vec<u8>| {
        let at = raw.windows(15).position(|window| window == b"BEGIN:VCALENDAR")?;
        raw.get(at..).map(<[u8]>::to_vec)
    };
    let mut calendars: Vec<Vec<u8>> = letters().iter().filter_map(part).collect();
    calendars.push(
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:group-1-session-4@med.example.ac.uk\r\n\
          ATTENDEE;PARTSTAT=DECLINED:mailto:tom.nguyen@students.example.ac.uk\r\nDTSTART:20261124T130000Z\r\n\
          END:VEVENT\r\nEND:VCALENDAR\r\n"
            .to_vec(),
    );
    calendars
}

pub fn rosters() -> Vec<Vec<u8>> {
    let file = |name: &str| std::fs::read(home().join("world").join(name)).unwrap_or_default();
    vec![FILES.map(file).join(BREAK)]
}

/// The same roster as a workbook, taken out of its archive: the name of each part, a line end, the part.
pub fn workbooks() -> Vec<Vec<u8>> {
    let mut workbook = Workbook::new();
    for name in FILES {
        let text = std::fs::read_to_string(home().join("world").join(name)).unwrap_or_default();
        let sheet = workbook.add_worksheet();
        sheet.set_name(name.trim_end_matches(".csv")).expect("a sheet may be called so");
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write(row, column, cell).expect("a cell takes a text");
            }
        }
    }
    let archive = workbook.save_to_buffer().expect("a workbook can be written");
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("it is an archive");
    let count = archive.len();
    let part = |nth| {
        let mut part = archive.by_index(nth).expect("it is one of its parts");
        let mut bytes = part.name().expect("it has a name").as_bytes().to_vec();
        bytes.push(b'\n');
        part.read_to_end(&mut bytes).expect("a part can be unpacked");
        bytes
    };
    let parts: Vec<Vec<u8>> = (0..count).map(part).collect();
    vec![parts.join(BREAK)]
}

pub const LETTER_PIECES: &[&str] = &[
    "\n",
    "\r\n\r\n",
    "> ",
    "-- \n",
    "--b\n",
    "--b--\n",
    "On 1 May 2027 at 10:00, B <b@c.example> wrote:\n",
    "-----Original Message-----\n",
    "<div>",
    "</blockquote>",
    "<!--",
    "&#x",
    "=?utf-8?b?",
    "=\n",
    "\u{0}",
    "\u{202e}",
    "e\u{301}",
    "From: Helen Marsh <helen.marsh@trust.example.nhs.uk>\nX-",
    "Content-Type: message/rfc822\n\n",
    "Content-Type: multipart/mixed; boundary=b\n\n",
    "Content-Transfer-Encoding: base64\n",
    "Content-Type: text/plain; charset=utf-7\n",
    "Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.1.1\n",
    "Auto-Submitted: auto-replied\n",
];
pub const VERDICT_PIECES: &[&str] = &[
    ";",
    "(",
    ")",
    "\"",
    "\\",
    "=",
    " ",
    "/1",
    "dmarc",
    "pass",
    "fail",
    "dkim=pass",
    "header.from",
    "header.d",
    "none",
    "students.example.ac.uk",
    "evil.example",
    "mx.example",
    "(a (b) c)",
    "reason=\"a;b\"",
    "\u{e9}",
    "\u{0}",
    "policy.",
];
pub const ADDRESS_PIECES: &[&str] = &[
    "<",
    ">",
    "@",
    ",",
    ":",
    ";",
    "\"",
    "\\",
    "(",
    ")",
    "=?utf-8?q?a=40b?=",
    "=?utf-8?b?YUBi?=",
    ".",
    "..",
    "xn--",
    "\u{0}",
    "\u{430}",
    "group: ",
    "a@b.example",
    " ",
    "\t",
    "[127.0.0.1]",
    "\u{200b}",
    "%",
    "+",
];
pub const TEXT_PIECES: &[&str] = &[
    "\n",
    "> ",
    ">> ",
    "| ",
    "-- \n",
    "wrote:\n",
    "On 1 May 2027 at 10:00, B <b@c.example> wrote:\n",
    "---- B wrote ----\n",
    "-----Original Message-----\n",
    "From: a@b.example\nSent: x\nTo: y\nSubject: z\n",
    "<div>",
    "<blockquote>",
    "</blockquote>",
    "<style>",
    "<!--",
    "&nbsp;",
    "&#x10ffff;",
    "________________\n",
    "Sent from my iPhone\n",
    "\u{feff}",
];
pub const ORDER_PIECES: &[&str] = &[
    "all ",
    "all but ",
    "everyone ",
    "nobody ",
    "not ",
    "Tom ",
    "Tom Nguyen ",
    "absent",
    "present",
    "late",
    ": ",
    ", ",
    "\n",
    "hold",
    "release",
    "until Christmas",
    "cancel ",
    "moved to ",
    "Tuesday ",
    "the 24th ",
    "spoken to her",
    "yes",
    "no",
    "who is expected?",
    "1. ",
    "- ",
    "has left",
    "apologies from ",
    "?",
    "don't ",
    "except ",
    "and ",
    "\u{2713}",
    "\u{2717}",
];
pub const DATE_PIECES: &[&str] = &[
    "Tuesday ",
    "tues ",
    "next ",
    "this ",
    "last ",
    "week",
    "the ",
    "24th ",
    "24/11",
    "24.11.26",
    "2026-11-24",
    "November ",
    "nov ",
    "until ",
    "from ",
    "to ",
    "and ",
    "both ",
    "first ",
    "session ",
    "4",
    "13",
    "99999999999999999999",
    "tomorrow ",
    "today ",
    "fortnight ",
    "after ",
    "before ",
    "Christmas ",
    "-",
    "/",
    "31/2",
    "00/00",
    "29 February ",
    "\u{a0}",
    "three ",
];
pub const CALENDAR_PIECES: &[&str] = &[
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VCALENDAR\r\n",
    "METHOD:REPLY\r\n",
    "METHOD:COUNTER\r\n",
    "PARTSTAT=DECLINED:",
    "PARTSTAT=ACCEPTED",
    "ATTENDEE;",
    "UID:",
    "DTSTART;TZID=Europe/London:20261124T130000\r\n",
    "RRULE:FREQ=SECONDLY\r\n",
    "RECURRENCE-ID:20261124T130000Z\r\n",
    "SEQUENCE:99999999999999999999\r\n",
    "mailto:",
    "\r\n ",
    ";",
    ":",
    "\"",
    "\\n",
    "BEGIN:VTIMEZONE\r\n",
    "COMMENT:ill\r\n",
    "20261399T996199Z",
];
pub const ROSTER_PIECES: &[&str] = &[
    ",",
    ";",
    "\t",
    "\"",
    "\n",
    "\r\n",
    "\n====\n",
    "\u{feff}",
    "=1+1",
    "@x",
    "31/02/2026",
    "2026-02-30",
    "25:00",
    "yes",
    "no",
    "a@b.example",
    "G01",
    "Dr ",
    "\u{e9}",
    "\u{0}",
    "99999999999999999999",
    "-1",
    "until",
    "from",
    "co-leader",
    "firm head",
];
pub const WORKBOOK_PIECES: &[&str] = &[
    "\n====\n",
    "<row r=\"1\">",
    "<c r=\"A1\" t=\"s\">",
    "<c r=\"XFD1048576\">",
    "<c t=\"inlineStr\"><is><t>x</t></is></c>",
    "<c s=\"1\"><v>46280.5</v></c>",
    "<v>99999999999999999999</v>",
    "<v>-1e308</v>",
    "<f>1/0</f>",
    "t=\"e\"",
    "t=\"b\"",
    "t=\"d\"",
    "</row>",
    "</sheetData>",
    "<sst count=\"9999999999\">",
    "<si><t>",
    "&#0;",
    "&#xffffffff;",
    "<![CDATA[",
    "<!DOCTYPE x [<!ENTITY y \"zz\">]>",
    "r:id=\"rId1\"",
    "../../",
    "numFmtId=\"14\"",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
];
