//! Regular expressions: arbitrary patterns hold what every match must, and those of a grammar that the host gets right
//! match where the host's do.
#![no_main]

use capos_fuzz::{Input, fuzz_target, host};
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::regex::{ExecFlags, Flags, Regex, Span, Syntax};

fuzz_target!(run);

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    match input.bool() {
        true => compare(&mut input),
        false => arbitrary(&mut input),
    }
}

fn arbitrary(input: &mut Input<'_>) {
    let flags = Flags {
        syntax: input.pick(&[Syntax::Basic, Syntax::Extended]),
        ignore_case: input.bool(),
        newline: input.bool(),
        minimal: input.bool(),
        charset: input.pick(&[Charset::Bytes, Charset::Utf8]),
    };
    let exec = ExecFlags { not_bol: input.bool(), not_eol: input.bool() };
    let Ok(regex) = Regex::new(input.text(), flags) else { return };
    let text = input.rest();
    let mut cache = regex.cache();
    let mut groups = vec![None; regex.group_count() + 1];
    let found = regex.exec(&mut cache, text, exec, &mut groups);
    // What was learned by the first search changes nothing for the second, nor does the room for groups.
    assert_eq!(regex.exec(&mut cache, text, exec, &mut []), found);
    let Ok(found) = found else { return };
    assert_eq!(found, groups[0].is_some());
    check_nesting(&groups, text.len());
}

/// Groups lie within the match.
fn check_nesting(groups: &[Option<Span>], end: usize) {
    let whole = groups[0].unwrap_or(Span { start: 0, end: 0 });
    assert!(whole.start <= whole.end && whole.end <= end);
    for group in groups.iter().flatten() {
        assert!(whole.start <= group.start && group.start <= group.end && group.end <= whole.end);
    }
}

fn compare(input: &mut Input<'_>) {
    let mut pattern = String::new();
    branches(input, 3, &mut pattern);
    match input.below(8) {
        0 => pattern = format!("^({pattern})"),
        1 => pattern = format!("({pattern})$"),
        2 => pattern = format!("^({pattern})$"),
        _ => {}
    }
    let text: Vec<u8> = input.rest().iter().map(|byte| b"abc "[usize::from(byte % 4)]).take(16).collect();
    let Some(host) = host::Regex::new(&pattern) else { return };
    let flags = Flags {
        syntax: Syntax::Extended,
        ignore_case: false,
        newline: false,
        minimal: false,
        charset: Charset::Bytes,
    };
    let ours = Regex::new(pattern.as_bytes(), flags).expect("the host takes the pattern");
    let mut groups = [None];
    ours.exec(&mut ours.cache(), &text, ExecFlags::default(), &mut groups).expect("memory");
    let found = groups[0].map(|span| (span.start, span.end));
    assert_eq!(found, host.find(&text), "{pattern} in {:?}", text.escape_ascii().to_string());
}

/// An extended pattern without back references and without conditions on positions.
fn branches(input: &mut Input<'_>, depth: u32, pattern: &mut String) {
    let count = if depth > 0 { 1 + input.below(2) } else { 1 };
    for branch in 0..count {
        if branch > 0 {
            pattern.push('|');
        }
        for _ in 0..1 + input.below(3) {
            match input.below(if depth > 0 { 10 } else { 7 }) {
                0..=2 => pattern.push(input.pick(&['a', 'b', 'c'])),
                3 => pattern.push('.'),
                4 => pattern.push_str(input.pick(&["[ab]", "[^a]", "[b-c]"])),
                5 | 6 => pattern.push('a'),
                _ => {
                    pattern.push('(');
                    branches(input, depth - 1, pattern);
                    pattern.push(')');
                }
            }
            pattern.push_str(input.pick(&["", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,1}"]));
        }
    }
}
