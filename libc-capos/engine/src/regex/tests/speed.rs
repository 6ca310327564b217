//! Patterns that take backtracking matchers exponential or quadratic time finish.

use alloc::vec::Vec;

use super::*;

fn found(pattern: &str, text: &[u8]) -> Option<Span> {
    let regex = Regex::new(pattern.as_bytes(), flags(Syntax::Extended, "")).unwrap();
    let mut spans = vec![None; regex.group_count() + 1];
    regex.exec(&mut regex.cache(), text, ExecFlags::default(), &mut spans).unwrap();
    spans[0]
}

#[test]
fn nested_repetitions() {
    let text = vec![b'a'; 5_000];
    for pattern in
        ["(a*)*b", "(a|a)*b", "(a|aa)+$", "((a*)*)*c", "(a?){40}a{40}b", "(x+x+)+y|(a+a+)+y", "((a*)b|a)*"]
    {
        let expected = if pattern.contains('$') || pattern.ends_with("|a)*") { Some(5_000) } else { None };
        assert_eq!(found(pattern, &text).map(|span| span.end), expected, "{pattern}");
    }
}

#[test]
fn many_failed_starts() {
    let mut text: Vec<u8> = vec![b'a'; 20_000];
    assert_eq!(found("a*b", &text), None);
    text.push(b'b');
    assert_eq!(found("a*b", &text), Some(Span { start: 0, end: 20_001 }));
    assert_eq!(found("[ab]{20}c", &text), None);
}

#[test]
fn more_states_than_the_table_holds() {
    // The set of places of the last twenty `a`s is different almost everywhere.
    let mut seed = 1_u32;
    let text: Vec<u8> = (0..5_000)
        .map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if seed >> 31 == 0 { b'a' } else { b'b' }
        })
        .collect();
    let wanted = (0..text.len() - 15).find(|&n| text[n] == b'a').unwrap();
    assert_eq!(found("a[ab]{14}", &text), Some(Span { start: wanted, end: wanted + 15 }));
    assert_eq!(found("a[ab]{14}c", &text), None);
}

#[test]
fn nested_counts_over_a_long_text() {
    let text = vec![b'a'; 10_000];
    assert_eq!(found("(((a{1,4}){1,4}){1,4})*b", &text), None);
    assert_eq!(found("((a|aa){2,9})*$", &text), Some(Span { start: 0, end: 10_000 }));
    assert_eq!(found("((a{0,40}){0,10})*c|(a?){60}a{60}b", &text), None);
}
