//! What the groups match, by the rules of the standard.

use super::*;

#[test]
fn parts_from_left_to_right_are_longest() {
    extended("(a*)(ab)*(b*)", "abb", "(0,3)(0,1)(?,?)(1,3)");
    extended("(a|ab)(bcd|c)(d*)", "abcd", "(0,4)(0,2)(2,3)(3,4)");
    extended("(ab|a)(bcd|c)(d*)", "abcd", "(0,4)(0,2)(2,3)(3,4)");
    extended("(xx*)(xx*)", "xxxx", "(0,4)(0,3)(3,4)");
    extended("(.*)-(.*)", "a-b-c", "(0,5)(0,3)(4,5)");
    extended("(a?)(ab)?", "ab", "(0,2)(0,0)(0,2)");
    extended("(a?)((ab)?)", "ab", "(0,2)(0,0)(0,2)(0,2)");
    extended("(a?)((ab)?)(b?)", "ab", "(0,2)(0,1)(1,1)(?,?)(1,2)");
    extended("((a)|(b))*c", "abc", "(0,3)(1,2)(?,?)(1,2)");
    extended("([^:]*):([^:]*)", "user:pass:x", "(0,9)(0,4)(5,9)");
}

#[test]
fn the_last_turn_of_a_repetition_counts() {
    extended("(a|b)*", "ab", "(0,2)(1,2)");
    extended("(a|(b))*", "ba", "(0,2)(1,2)(?,?)");
    extended("(a|(b)){2}", "ba", "(0,2)(1,2)(?,?)");
    extended("((a*)(b)?)+", "aba", "(0,3)(2,3)(2,3)(?,?)");
    extended("(ab|cd|e)*", "abcde", "(0,5)(4,5)");
    extended("(a|ab|c|bcd)*(d*)", "ababcd", "(0,6)(3,6)(6,6)");
    extended("((..)|(.))*", "aaa", "(0,3)(2,3)(?,?)(2,3)");
    extended("((..)|(.))((..)|(.))", "aaa", "(0,3)(0,2)(0,2)(?,?)(2,3)(?,?)(2,3)");
}

#[test]
fn the_empty_string_is_longer_than_no_match() {
    extended("(a*)*", "b", "(0,0)(0,0)");
    extended("(a*)*", "aa", "(0,2)(0,2)");
    extended("(a*)+", "b", "(0,0)(0,0)");
    extended("(a*)+", "aab", "(0,2)(0,2)");
    extended("(a)*", "b", "(0,0)(?,?)");
    extended("()*", "x", "(0,0)(0,0)");
    extended("(a|b)*c|(a|ab)*c", "abc", "(0,3)(1,2)(?,?)");
    extended("(a*){2}", "aa", "(0,2)(2,2)");
    extended("x(a?)?y", "xy", "(0,2)(1,1)");
    extended("(a*){0,3}", "b", "(0,0)(0,0)");
    extended("(a*){1,3}", "aa", "(0,2)(0,2)");
}

#[test]
fn nested_groups() {
    extended("(((a)b)c)d", "abcd", "(0,4)(0,3)(0,2)(0,1)");
    extended("(a(b(c)?)*)+", "abcb", "(0,4)(0,4)(3,4)(?,?)");
    extended("^([a-z]+)=((\"([^\"]*)\")|([0-9]+))$", "k=\"v\"", "(0,5)(0,1)(2,5)(2,5)(3,4)(?,?)");
    extended("^([a-z]+)=((\"([^\"]*)\")|([0-9]+))$", "k=42", "(0,4)(0,1)(2,4)(?,?)(?,?)(2,4)");
}

#[test]
fn groups_after_characters_of_several_bytes() {
    extended("é(.)(β*)", "xéαββ", "(1,9)(3,5)(5,9)");
}

#[test]
fn unwanted_groups_are_left_out() {
    let regex = Regex::new(b"(a)(b)(c)", flags(Syntax::Extended, "")).unwrap();
    let mut spans = [None; 2];
    assert_eq!(regex.exec(&mut regex.cache(), b"abc", ExecFlags::default(), &mut spans), Ok(true));
    assert_eq!(spans, [Some(Span { start: 0, end: 3 }), Some(Span { start: 0, end: 1 })]);
    assert_eq!(regex.exec(&mut regex.cache(), b"abc", ExecFlags::default(), &mut []), Ok(true));
}
