use super::*;
use crate::regex::program::Inst;

/// Whether the automaton of the set reads exactly these bytes.
fn reads(program: &Program, bytes: &[u8]) -> bool {
    let mut states = Vec::from([0]);
    for &byte in bytes {
        let mut next = Vec::new();
        states.iter().for_each(|&id| program.step(id, byte, |to| next.push(to)));
        states = next;
    }
    states.contains(&(program.accept()))
}

fn automaton(ranges: &[(u32, u32)]) -> Program {
    let mut set = CharSet::default();
    ranges.iter().for_each(|&(low, high)| set.add(low, high));
    set.normalise();
    let mut program = Program::default();
    add_set(&mut program, &set, Charset::Utf8);
    program.insts.push(Inst::Match);
    program.finish();
    program
}

#[test]
fn exactly_the_members_are_read() {
    for ranges in [
        &[(0, 0x10_ffff)][..],
        &[(0x7f, 0x80), (0x7ff, 0x800), (0xffff, 0x1_0000)],
        &[(0x61, 0x7a), (0xe9, 0xe9), (0x3b1, 0x3c9), (0x4e00, 0x9fff)],
        &[(0x123, 0xfedc), (0x1_2345, 0x1_ffff)],
        &[(0xd800, 0xdfff)],
        &[(0xd000, 0xd900)],
        &[],
    ] {
        let program = automaton(ranges);
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            let expected = ranges.iter().any(|&(low, high)| (low..=high).contains(&u32::from(c)));
            assert_eq!(reads(&program, bytes), expected, "{c:?} in {ranges:x?}");
        }
    }
}

#[test]
fn malformed_bytes_are_not_read() {
    let program = automaton(&[(0, 0x10_ffff)]);
    for bytes in [&b"\x80"[..], b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\xff"] {
        assert!(!reads(&program, bytes), "{bytes:x?}");
    }
}

#[test]
fn everything_takes_few_states() {
    assert!(automaton(&[(0, 0x10_ffff)]).len() < 12);
}
