//! A roster says the same in every encoding that spreadsheets write, and says so where it is in none.

use proptest::prelude::*;

use super::*;

const STUDENT: &str = "zoe.ash@students.example,Zoë Åsh,,G1,dee.ash@trust.example\n";

fn with_students(bytes: Vec<u8>) -> Files {
    Files::sound().with("students.csv", bytes)
}

#[test]
fn every_encoding_gives_the_same_roster() {
    let text = [STUDENTS, STUDENT].concat();
    let utf16 = |tabs: &str| tabs.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let expected = with_students(text.clone().into()).first().roster;
    assert!(expected.people.values().any(|person| person.name.as_str() == "Zoë Åsh"));
    for bytes in [
        format!("\u{feff}{text}").into_bytes(),
        encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        text.replace(',', ";").into_bytes(),
        utf16(&format!("\u{feff}{}", text.replace(',', "\t"))),
    ] {
        assert_eq!(with_students(bytes.clone()).first().roster, expected, "{bytes:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_said() {
    let zeros = with_students([STUDENTS.as_bytes(), b"\0"].concat());
    assert_eq!(
        zeros.mistakes(None, SUMMER),
        ["students.csv: the file is no text (it has zero bytes in it): save it again as “CSV UTF-8”"]
    );
    let broken = with_students(b"\xff\xfea".to_vec());
    assert_eq!(
        broken.mistakes(None, SUMMER),
        ["students.csv: the file says that it is UTF-16 and is not: save it again as “CSV UTF-8”"]
    );
    let old_code_page = STUDENTS.replace("Kit", "K\u{81}t");
    let bytes: Vec<u8> = old_code_page.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(
        with_students(bytes).mistakes(None, SUMMER),
        [
            "students.csv row 2, name: the name has a line break or another control character in it: write it on one line"
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, at in any::<prop::sample::Index>()) {
        let mut spoilt = STUDENTS.as_bytes().to_vec();
        let at = at.index(spoilt.len());
        spoilt.splice(at..at, bytes.iter().copied());
        for bytes in [bytes, spoilt] {
            let read = with_students(bytes).read(None, SUMMER, false);
            prop_assert!(read.is_ok() || read.is_err_and(|said| !said.is_empty()));
        }
    }
}
