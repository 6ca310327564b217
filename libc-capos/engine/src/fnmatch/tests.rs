use alloc::vec;

use super::*;

fn flags(options: &str) -> Flags {
    Flags {
        pathname: options.contains('/'),
        no_escape: options.contains('e'),
        period: options.contains('.'),
        leading_dir: options.contains('d'),
        ignore_case: options.contains('i'),
        charset: if options.contains('c') { Charset::Bytes } else { Charset::Utf8 },
    }
}

#[track_caller]
fn check(options: &str, pattern: &str, names: &[&str], others: &[&str]) {
    for (list, expected) in [(names, true), (others, false)] {
        for name in list {
            let found = matches(pattern.as_bytes(), name.as_bytes(), flags(options));
            assert_eq!(found, expected, "{pattern} and {name}");
        }
    }
}

#[test]
fn stars_and_question_marks() {
    check("", "*", &["", "a", ".a/b"], &[]);
    check("", "a*b*c", &["abc", "aXbYc", "abbcbc"], &["ab", "abcd", "bc"]);
    check("", "?", &["a", "é", "/"], &["", "ab"]);
    check("", "**a**", &["a", "bab"], &["", "b"]);
    check("c", "??", &["é"], &["a"]);
}

#[test]
fn sets() {
    check("", "[abc]", &["a", "c"], &["d", "", "ab"]);
    check("", "[!a-c]x", &["dx", "éx"], &["ax"]);
    check("", "[^a]", &["b"], &["a"]);
    check("", "[]-]", &["]", "-"], &["a"]);
    check("", "[!]]", &["a"], &["]"]);
    check("", "[[:digit:]a-b]*", &["1", "b2"], &["c"]);
    check("", "[[:foo:]]", &[], &["f", "[[:foo:]]"]);
    check("", "[[=a=][.-.]]", &["a", "-"], &["="]);
    check("", "[\\]a]", &["]", "a"], &["\\"]);
    check("e", "[\\a]", &["\\", "a"], &[]);
    check("", "[à-ï]", &["é"], &["e"]);
    check("", "[a", &["[a"], &["a"]);
    check("", "[]", &["[]"], &["]"]);
}

#[test]
fn escapes() {
    check("", "\\*\\?\\[", &["*?["], &["a?["]);
    check("e", "\\*", &["\\", "\\x"], &["*"]);
    check("", "a\\", &[], &["a", "a\\"]);
    check("", "\\a", &["a"], &["\\a"]);
}

#[test]
fn path_names() {
    check("/", "*", &["a", ""], &["a/b"]);
    check("/", "*/b", &["a/b", "/b"], &["a/c/b"]);
    check("/", "a?b", &["axb"], &["a/b"]);
    check("/", "a[/]b", &["a[/]b"], &["a/b"]);
    check("", "a[/]b", &["a/b"], &[]);
    check("/", "a*/*b*/c", &["a/b/c", "ax/xbx/c"], &["a/b/x/c"]);
}

#[test]
fn periods() {
    check(".", "*", &["a", "a.b", "a/.b"], &[".a"]);
    check(".", "?a", &["ba"], &[".a"]);
    check(".", "[.]a", &[], &[".a"]);
    check(".", ".*", &[".a", "."], &["a"]);
    check("/.", "*/*", &["a/b"], &["a/.b", ".a/b"]);
    check("/.", "*/.*", &["a/.b"], &["a/b"]);
    check(".", "*a", &["xa"], &[".a"]);
    check(".", "*.a", &["x.a"], &[".a"]);
    check("/.", "*/*.a", &["x/x.a"], &["x/.a", ".a/x.a"]);
}

#[test]
fn leading_directories() {
    check("d", "a*", &["ab/c/d", "a"], &["b/a"]);
    check("d/", "*/b", &["a/b/c"], &["a/x/b"]);
    check("d", "a", &["a/b"], &["ab/c"]);
}

#[test]
fn cases() {
    check("i", "aB[c-d]É", &["AbDé", "abcÉ"], &["abeé"]);
    check("i", "[[:upper:]]", &["a", "A"], &["1"]);
}

#[test]
fn bytes_that_are_no_characters() {
    assert!(matches(b"a\xffb*", b"a\xffbc", flags("")));
    assert!(matches(b"?", b"\xff", flags("")));
    assert!(!matches(b"\xfe", b"\xff", flags("")));
}

#[test]
fn many_stars_take_no_exponential_time() {
    let name = vec![b'a'; 3000];
    let pattern = "*a".repeat(300) + "b";
    assert!(!matches(pattern.as_bytes(), &name, flags("")));
}
