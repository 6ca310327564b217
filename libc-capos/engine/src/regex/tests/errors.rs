use super::*;

#[track_caller]
fn refused(syntax: Syntax, pattern: &[u8], expected: Error) {
    let outcome = Regex::new(pattern, flags(syntax, "")).map(|_| ());
    assert_eq!(outcome, Err(expected), "{}", String::from_utf8_lossy(pattern));
}

#[test]
fn extended_patterns() {
    for (pattern, error) in [
        ("(", Error::Paren),
        ("(a", Error::Paren),
        ("[", Error::Bracket),
        ("[a", Error::Bracket),
        ("[]", Error::Bracket),
        ("[[:alpha:", Error::Bracket),
        ("[[:foo:]]", Error::Class),
        ("[[.foo.]]", Error::Collate),
        ("[[=ab=]]", Error::Collate),
        ("[b-a]", Error::Range),
        ("[a-[:digit:]]", Error::Range),
        ("[[:digit:]-a]", Error::Range),
        ("\\", Error::Escape),
        ("*", Error::Repeat),
        ("+a", Error::Repeat),
        ("a|*", Error::Repeat),
        ("(?a)", Error::Repeat),
        ("{1}", Error::Repeat),
        ("a{1", Error::Brace),
        ("a{2,1}", Error::BraceContents),
        ("a{256}", Error::BraceContents),
        ("a{x}", Error::BraceContents),
        ("a{}", Error::BraceContents),
        ("a{1,2,3}", Error::BraceContents),
        ("\\1", Error::SubReg),
        ("(a)\\2", Error::SubReg),
        ("(a\\1)", Error::SubReg),
    ] {
        refused(Syntax::Extended, pattern.as_bytes(), error);
    }
}

#[test]
fn basic_patterns() {
    for (pattern, error) in [
        ("\\(", Error::Paren),
        ("a\\)", Error::Paren),
        ("\\(a", Error::Paren),
        ("a\\{1", Error::Brace),
        ("a\\{x\\}", Error::BraceContents),
        ("\\{1\\}", Error::Repeat),
        ("\\", Error::Escape),
        ("\\1", Error::SubReg),
    ] {
        refused(Syntax::Basic, pattern.as_bytes(), error);
    }
}

#[test]
fn malformed_characters_and_large_patterns() {
    refused(Syntax::Extended, b"a\xff", Error::BadPattern);
    refused(Syntax::Extended, b"a\xc3", Error::BadPattern);
    refused(Syntax::Extended, b"((a{255}){255}){255}", Error::Space);
    refused(Syntax::Extended, b"((((()){255}){255}){255}){255}", Error::Space);
    refused(Syntax::Extended, "(".repeat(100_000).as_bytes(), Error::Space);
    refused(Syntax::Extended, &[b"a".as_slice(), "*".repeat(100_000).as_bytes()].concat(), Error::Space);
}
