//! The language that a report is declared to be in.

/// A declared language as a BCP 47 tag, its first part in lower case; none where it is no tag.
pub(super) fn tag(declared: &str) -> Option<String> {
    let mut parts = declared.trim().split(['-', '_']);
    let first = parts.next()?.to_ascii_lowercase();
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_part =
        |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let rest: Vec<&str> = parts.collect();
    // "Undetermined" says nothing.
    let says = is_language && first != "und" && rest.iter().all(is_part);
    says.then(|| std::iter::once(first.as_str()).chain(rest).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn a_tag_is_taken_and_anything_else_is_not() {
        assert_eq!(tag(" AR ").as_deref(), Some("ar"));
        assert_eq!(tag("ar_SY").as_deref(), Some("ar-SY"));
        for none in ["", "arabic", "a", "und", "ar-", "1", "ar;en"] {
            assert_eq!(tag(none), None, "{none}");
        }
    }
}
