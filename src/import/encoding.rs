//! The bytes of a CSV file into text: UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1252, which
//! is what Excel writes as plain "CSV" on an English Windows.

/// Why bytes are no text that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    #[error("the file is empty: export it again")]
    Empty,
    #[error("the file is no text (it has zero bytes in it): save it again as “CSV UTF-8”")]
    Zeros,
    #[error("the file says that it is UTF-16 and is not: save it again as “CSV UTF-8”")]
    BrokenUtf16,
}

/// Reads a whole file's bytes, with one `\n` at the end of each line whatever the system that wrote it.
///
/// # Errors
/// [`NotText`] where there is nothing, or what is there is no text in any of the four encodings.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    let (encoding, rest) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark_length)) => (Some(encoding), bytes.get(mark_length..).unwrap_or_default()),
        None => (None, bytes),
    };
    let text = match encoding {
        Some(utf16) if utf16 != encoding_rs::UTF_8 => {
            utf16.decode_without_bom_handling_and_without_replacement(rest).ok_or(NotText::BrokenUtf16)?
        }
        _ => match std::str::from_utf8(rest) {
            Ok(text) => text.into(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(rest).0,
        },
    };
    if text.trim().is_empty() {
        return Err(NotText::Empty);
    }
    if text.contains('\0') {
        return Err(NotText::Zeros);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The text that a garbled one was before its UTF-8 bytes were read as Windows-1252: `SiÃ¢n` was `Siân`.
///
/// Names that are not garbled do not survive the way back: a lone accented letter is no UTF-8.
pub fn ungarbled(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_encodings_give_the_same_text() {
        let utf16: Vec<u8> = "\u{feff}Siân\r\nZoë".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_big: Vec<u8> = "\u{feff}Siân\rZoë".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in
            ["Siân\nZoë".as_bytes(), "\u{feff}Siân\r\nZoë".as_bytes(), b"Si\xe2n\r\nZo\xeb", &utf16, &utf16_big]
        {
            assert_eq!(decode(bytes).as_deref(), Ok("Siân\nZoë"), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b""), Err(NotText::Empty));
        assert_eq!(decode(b"\xef\xbb\xbf \r\n"), Err(NotText::Empty));
        assert_eq!(decode(b"a,b\0c"), Err(NotText::Zeros));
        assert_eq!(decode(b"\xff\xfea"), Err(NotText::BrokenUtf16));
        let unmarked: Vec<u8> = "email".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&unmarked), Err(NotText::Zeros));
    }

    #[test]
    fn a_garbled_name_is_known_by_its_way_back() {
        assert_eq!(ungarbled("SiÃ¢n").as_deref(), Some("Siân"));
        assert_eq!(ungarbled("O\u{e2}\u{20ac}\u{2122}Connor").as_deref(), Some("O’Connor"));
        for sound in ["Siân", "Zoë Müller", "Maeve O’Connor", "Łukasz", "Tom"] {
            assert_eq!(ungarbled(sound), None, "{sound}");
        }
    }
}
