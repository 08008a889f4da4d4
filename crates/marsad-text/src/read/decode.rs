//! Which encoding bytes are in, and the text they spell.
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use std::borrow::Cow;

pub(super) const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";
pub(super) const UTF_16_LE_MARK: &[u8] = b"\xFF\xFE";
pub(super) const UTF_16_BE_MARK: &[u8] = b"\xFE\xFF";

/// How a text was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Utf16Le,
    Utf16Be,
    /// Any other, UTF-8 too.
    Of(&'static Encoding),
}

impl Coding {
    fn of(encoding: &'static Encoding) -> Self {
        match encoding {
            it if it == UTF_16LE => Self::Utf16Le,
            it if it == UTF_16BE => Self::Utf16Be,
            it => Self::Of(it),
        }
    }

    /// The bytes that a part of the text was written with.
    pub(super) fn bytes_of(self, part: &str) -> Vec<u8> {
        match self {
            Self::Utf16Le => part.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be => part.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Self::Of(encoding) => encoding.encode(part).0.into_owned(),
        }
    }
}

/// The text that bytes spell, and how they spell it.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) coding: Coding,
}

/// Bytes at the start of a page within which it names its encoding (HTML asks for 1,024).
const DECLARED_WITHIN: usize = 1024;

/// Bytes that spell no text in any encoding that is read here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Undecodable {
    #[error("byte {offset} (0x{byte:02X}) is neither UTF-8 nor part of an Arabic text in Windows-1256")]
    Unknown { offset: usize, byte: u8 },
    #[error("byte {offset} (0x{byte:02X}) breaks a text that is UTF-8 elsewhere")]
    Damaged { offset: usize, byte: u8 },
    #[error("byte {offset} breaks the UTF-16 that the byte order mark promises")]
    Utf16 { offset: usize },
    #[error("byte {offset} (0x{byte:02X}) and many more are control characters: this is no text")]
    Binary { offset: usize, byte: u8 },
}

impl Undecodable {
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "save the text as UTF-8, or name a file that holds text",
            Self::Damaged { .. } => "get the file again, or mend that character and save it as UTF-8",
            Self::Utf16 { .. } => "get the file again, or save it as UTF-8",
            Self::Binary { .. } => {
                "name a text file; if it is UTF-16 without a byte order mark, save it as UTF-8"
            }
        }
    }
}

/// Bytes without their byte order mark.
#[derive(Debug)]
pub(super) struct Unmarked<'b> {
    /// UTF-16, which only a mark tells, is turned into UTF-8.
    pub(super) bytes: Cow<'b, [u8]>,
    /// How many bytes were taken off.
    pub(super) start: usize,
    /// What the mark says.
    pub(super) coding: Option<Coding>,
}

pub(super) fn without_mark(bytes: &[u8]) -> Result<Unmarked<'_>, Undecodable> {
    let wide = |text, coding| Unmarked { bytes: Cow::Owned(text), start: 0, coding: Some(coding) };
    if let Some(rest) = bytes.strip_prefix(UTF_8_MARK) {
        let coding = Some(Coding::Of(UTF_8));
        Ok(Unmarked { bytes: Cow::Borrowed(rest), start: UTF_8_MARK.len(), coding })
    } else if let Some(rest) = bytes.strip_prefix(UTF_16_LE_MARK) {
        utf_16(rest, u16::from_le_bytes).map(|text| wide(text, Coding::Utf16Le))
    } else if let Some(rest) = bytes.strip_prefix(UTF_16_BE_MARK) {
        utf_16(rest, u16::from_be_bytes).map(|text| wide(text, Coding::Utf16Be))
    } else {
        Ok(Unmarked { bytes: Cow::Borrowed(bytes), start: 0, coding: None })
    }
}

/// The text of a page of the web, in the encoding that `served` or else its head names, else in what it is found to be in.
pub(super) fn decode_page(bytes: &[u8], served: Option<&str>) -> Result<Decoded, Undecodable> {
    decode_declared(bytes, served.and_then(label), |head| declared(head, b"charset="))
}

/// The text of an XML file, in the encoding that `served` or else its declaration names, else in what it is found to be in.
pub(super) fn decode_xml(bytes: &[u8], served: Option<&str>) -> Result<Decoded, Undecodable> {
    decode_declared(bytes, served.and_then(label), |head| declared(head, b"encoding="))
}

/// The text of a file, in the encoding that `served` names, else in what it is found to be in.
pub(super) fn decode_text(bytes: &[u8], served: Option<&str>) -> Result<Decoded, Undecodable> {
    decode_declared(bytes, served.and_then(label), |_| None)
}

fn decode_declared(
    bytes: &[u8],
    served: Option<&'static Encoding>,
    named: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> Result<Decoded, Undecodable> {
    let Unmarked { bytes, start, coding } = without_mark(bytes)?;
    // A mark is surer than a name.
    let declared = || served.or_else(|| named(&bytes)).filter(|&encoding| encoding != UTF_8);
    if let Some(encoding) = if coding.is_none() { declared() } else { None }
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes)
    {
        return Ok(Decoded { text: text.into_owned(), coding: Coding::of(encoding) });
    }
    let decoded = decode(&bytes, start)?;
    Ok(Decoded { coding: coding.unwrap_or(decoded.coding), ..decoded })
}

/// The encoding that a media type's `charset` names.
fn label(media_type: &str) -> Option<&'static Encoding> {
    declared(media_type.as_bytes(), b"charset=")
}

/// The encoding that is named behind `key` near the start of a file, quoted or not.
fn declared(bytes: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let at = head.windows(key.len()).position(|window| window.eq_ignore_ascii_case(key))? + key.len();
    let quoted = head.get(at..)?;
    let label = quoted.strip_prefix(b"\"").or_else(|| quoted.strip_prefix(b"'")).unwrap_or(quoted);
    let end = label.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte));
    Encoding::for_label(label.get(..end.unwrap_or(label.len()))?)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Vec<u8>, Undecodable> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut offset = UTF_16_LE_MARK.len();
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let c = c.map_err(|_| Undecodable::Utf16 { offset })?;
        offset += 2 * c.len_utf16();
        text.push(c);
    }
    if rest.is_empty() { Ok(text.into_bytes()) } else { Err(Undecodable::Utf16 { offset }) }
}

/// The text of bytes that stand at `start` of a file.
pub(super) fn decode(bytes: &[u8], start: usize) -> Result<Decoded, Undecodable> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text_only(text, start).map(|text| Decoded { text, coding: Coding::Of(UTF_8) }),
        Err(error) => {
            let (offset, byte) = first_bad(bytes, error.valid_up_to(), start);
            if is_mostly_utf_8(bytes) {
                return Err(Undecodable::Damaged { offset, byte });
            }
            let text = windows_1256(bytes).ok_or(Undecodable::Unknown { offset, byte })?;
            Ok(Decoded { text, coding: Coding::Of(WINDOWS_1256) })
        }
    }
}

fn first_bad(bytes: &[u8], at: usize, start: usize) -> (usize, u8) {
    (start + at, bytes.get(at).copied().unwrap_or_default())
}

/// A stray NUL is kept, but a picture or a document is not a report only because its bytes happen to be UTF-8.
fn text_only(text: &str, start: usize) -> Result<String, Undecodable> {
    let is_binary = |byte: u8| matches!(byte, 0..=8 | 14..=26);
    let controls = text.bytes().filter(|&byte| is_binary(byte)).count();
    if controls * 4 <= text.chars().count() {
        return Ok(text.to_owned());
    }
    let at = text.bytes().position(is_binary).unwrap_or_default();
    let (offset, byte) = first_bad(text.as_bytes(), at, start);
    Err(Undecodable::Binary { offset, byte })
}

/// Whether more multi-byte characters are whole than broken: single-byte Arabic makes whole ones only by accident.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// The bytes as Windows-1256, where that makes an Arabic text.
fn windows_1256(bytes: &[u8]) -> Option<String> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let text = WINDOWS_1256.decode_without_bom_handling_and_without_replacement(bytes)?;
    let guessed = detector.guess(Some(b"sy"), Utf8Detection::Deny) == WINDOWS_1256;
    (guessed && reads_as_arabic(&text)).then(|| text.into_owned())
}

/// Whether most letters are Arabic, none stands in a word of another script, and alef and lam are as frequent as they are
/// in any Arabic prose.
fn reads_as_arabic(text: &str) -> bool {
    let is_arabic = |c: char| matches!(c, '\u{621}'..='\u{64A}');
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let arabic = text.chars().filter(|&c| is_arabic(c)).count();
    let is_alef_or_lam = |c| matches!(c, '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}' | '\u{644}');
    let alef_lam = text.chars().filter(|&c| is_alef_or_lam(c)).count();
    let mixed =
        |word: &str| word.contains(is_arabic) && word.contains(|c: char| c.is_alphabetic() && !is_arabic(c));
    let mixed = text.split(|c: char| !c.is_alphabetic()).filter(|word| mixed(word)).count();
    let controls = text.chars().any(|c| c.is_control() && !c.is_whitespace());
    !controls && arabic * 2 > letters && alef_lam * 10 >= arabic && mixed * 20 <= arabic
}
