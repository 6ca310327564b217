//! Minimal repetitions.

use super::*;
use crate::regex::backtrack::Backtracker;
use crate::regex::look::Input;
use crate::regex::parse::parse;

#[track_caller]
fn minimal(pattern: &str, text: &str, expected: &str) {
    assert_eq!(search(Syntax::Extended, "m", pattern, text), expected, "{pattern} in {text:?}");
}

#[test]
fn a_modified_repetition_is_short() {
    extended(".*?c", "abc abc", "(0,3)");
    extended("a*?", "aaa", "(0,0)");
    extended("a+?", "baaa", "(1,2)");
    extended("a??b", "ab", "(0,2)");
    extended("a{2,4}?", "aaaaa", "(0,2)");
    extended("<.+?>", "<a> <b>", "(0,3)");
    extended("\"(.*?)\"", "say \"yes\" or \"no\"", "(4,9)(5,8)");
}

#[test]
fn other_parts_stay_long() {
    extended("a*?b*", "aabbb", "(0,0)");
    extended("a*?bc*", "aabccc", "(0,6)");
    extended("(.*?)(b*)$", "abb", "(0,3)(0,1)(1,3)");
    extended("(.*?b.*)z", "abczbz", "(0,6)(0,5)");
    extended(".*(0|1)+?.*", "ab1cd0ef", "(0,8)(5,6)");
    extended("(x.*?y)*", "x1yx2yx3", "(0,6)(3,6)");
    extended("(a(b*?))+c", "abbabc", "(0,6)(3,5)(4,5)");
    extended("(a*?)*b", "aab", "(0,3)(1,2)");
    extended("(a*?(x|y.*?z))?w?", "aayyzzw", "(0,5)(0,5)(2,5)");
}

#[test]
fn groups_divide_short_parts() {
    extended("(abc)+?(xyz)+", "abcabcxyzxyz", "(0,12)(3,6)(9,12)");
    extended("(abc)+(xyz)+?", "abcabcxyzxyz", "(0,9)(3,6)(6,9)");
    extended("(abc|abcxyz)+(xyz)+?", "abcabcxyzxyz", "(0,12)(3,9)(9,12)");
    extended("(abc|abcxyz)+?(xyz)+", "abcabcxyzxyz", "(0,12)(3,6)(9,12)");
    extended("((a|b)*?)(b*)", "abbb", "(0,0)(0,0)(?,?)(0,0)");
    extended("((a|b)*?)(b*)$", "abbb", "(0,4)(0,1)(0,1)(1,4)");
}

#[test]
fn the_flag_turns_the_meaning_round() {
    minimal(".*c", "abc abc", "(0,3)");
    minimal(".*?c", "abc abc", "(0,7)");
    minimal("(abc)+(xyz)+", "abcabcxyzxyz", "(0,9)(3,6)(6,9)");
    minimal("(.*/foo|.*/bar)", "/home/dgk/foo//bar/abc", "(0,13)(0,13)");
    minimal("(.*/bar|.*/foo)", "/home/dgk/foo//bar/abc", "(0,13)(0,13)");
    minimal(".*/(bar|foo)", "/home/dgk/foo//bar/abc", "(0,13)(10,13)");
    assert_eq!(search(Syntax::Basic, "m", "b.*c", "abc abc"), "(1,3)");
    // Basic expressions have no modifier.
    assert_eq!(search(Syntax::Basic, "", "b*?", "bb?"), "(0,3)");
}

#[test]
fn with_back_references() {
    extended("(b+?)\\1", "abbbb", "(1,3)(1,2)");
    extended("(a*?)(b)\\2", "aabbb", "(0,4)(0,2)(2,3)");
}

/// Pieces that a backtracking search takes in the order of preference, so that its first match is the wanted one.
fn pattern(below: &mut dyn FnMut(usize) -> usize) -> String {
    let mut out = String::new();
    for _ in 0..1 + below(4) {
        let atom = ["a", "b", ".", "[ab]", "(a)", "(.b)"][below(6)];
        let repetitions = ["*?", "+?", "??", "{1,2}?", "{0,3}?", "*", "+", "?", "{1,2}", ""];
        // Only a repeated character is tried in the same order by both.
        let repetition = if atom.starts_with('(') { "" } else { repetitions[below(10)] };
        let _ = match below(4) {
            0 => write!(out, "({atom}{repetition})"),
            _ => write!(out, "{atom}{repetition}"),
        };
    }
    out + "b??"
}

#[test]
fn agrees_with_a_search_that_backtracks() {
    let mut seed = 1_u64;
    let mut below = move |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    for _ in 0..500 {
        let pattern = pattern(&mut below);
        let text: String = (0..below(9)).map(|_| ['a', 'b', 'b', 'c'][below(4)]).collect();
        let (node, groups) = parse(pattern.as_bytes(), flags(Syntax::Extended, "")).unwrap();
        let input =
            Input { text: text.as_bytes(), charset: Charset::Utf8, not_bol: false, not_eol: false };
        let found = Backtracker::new(&input, false, groups).find(&node).unwrap();
        let regex = Regex::new(pattern.as_bytes(), flags(Syntax::Extended, "")).unwrap();
        let mut spans = vec![None; groups + 1];
        let is_found =
            regex.exec(&mut regex.cache(), text.as_bytes(), ExecFlags::default(), &mut spans).unwrap();
        assert_eq!(is_found.then_some(spans), found, "{pattern} in {text:?}");
    }
}

#[test]
fn long_texts_take_linear_time() {
    let text = "ab".repeat(5_000);
    extended("(a.*?b)*", &text, "(0,10000)(9998,10000)");
    extended("(.*?)*c|(a|ab)+?b+?(.*)$", &text, "(0,10000)(?,?)(0,1)(2,10000)");
    extended(".*?.*?.*?c", &text, "no");
}
