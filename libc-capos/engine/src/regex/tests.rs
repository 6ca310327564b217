//! Tables of patterns: what they match, and how they are wrong.

mod errors;
mod groups;
mod matches;
mod minimal;
mod oracle;
mod speed;

use alloc::string::String;
use alloc::vec;
use core::fmt::Write;

use super::*;
use crate::encoding::Charset;

fn flags(syntax: Syntax, options: &str) -> Flags {
    Flags {
        syntax,
        ignore_case: options.contains('i'),
        newline: options.contains('n'),
        minimal: options.contains('m'),
        charset: if options.contains('c') { Charset::Bytes } else { Charset::Utf8 },
    }
}

/// The spans of the match, as `(0,3)(1,2)(?,?)`, or `no`.
fn search(syntax: Syntax, options: &str, pattern: &str, text: &str) -> String {
    let regex = Regex::new(pattern.as_bytes(), flags(syntax, options))
        .unwrap_or_else(|error| panic!("{pattern}: {error:?}"));
    let mut spans = vec![None; regex.group_count() + 1];
    let exec = ExecFlags { not_bol: options.contains('^'), not_eol: options.contains('$') };
    let found = regex.exec(&mut regex.cache(), text.as_bytes(), exec, &mut spans);
    if found != Ok(true) {
        assert_eq!(found, Ok(false), "{pattern}");
        return String::from("no");
    }
    let mut out = String::new();
    for span in spans {
        let _ = match span {
            Some(Span { start, end }) => write!(out, "({start},{end})"),
            None => write!(out, "(?,?)"),
        };
    }
    out
}

#[track_caller]
fn extended(pattern: &str, text: &str, expected: &str) {
    assert_eq!(search(Syntax::Extended, "", pattern, text), expected, "{pattern} in {text:?}");
}

#[track_caller]
fn basic(pattern: &str, text: &str, expected: &str) {
    assert_eq!(search(Syntax::Basic, "", pattern, text), expected, "{pattern} in {text:?}");
}
