//! UTF-8 against the host, and strings of any bytes in every character set of a locale.
#![no_main]

use capos_fuzz::{fuzz_target, host};
use capos_libc_engine::encoding::{Charset, State, Step, decode, encode};

fuzz_target!(run);

fn run(data: &[u8]) {
    for charset in [Charset::Utf8, Charset::Bytes] {
        let mut state = State::default();
        for byte in data {
            match decode(charset, &mut state, *byte) {
                Ok(Step::Character(wide)) => {
                    let (bytes, len) = encode(charset, wide).expect("what was decoded can be encoded");
                    assert_eq!(bytes[len - 1], *byte);
                }
                Ok(Step::More) => {}
                Err(_) => state = State::default(),
            }
        }
    }
    let (ours, host) = (first_character(data), host::first_character(data));
    // The host sees some bad second bytes only when the sequence is complete, or would be in old UTF-8.
    let is_late = ours.0 == -1 && (host.0 == -2 || data.first() >= Some(&0xf4));
    assert!(ours == host || is_late, "{ours:?}, host {host:?}");
}

/// As `mbrtowc` answers.
fn first_character(bytes: &[u8]) -> (isize, i32) {
    let mut state = State::default();
    for (index, byte) in bytes.iter().enumerate() {
        match decode(Charset::Utf8, &mut state, *byte) {
            Ok(Step::Character(0)) => return (0, 0),
            Ok(Step::Character(wide)) => return (index as isize + 1, wide as i32),
            Ok(Step::More) => {}
            Err(_) => return (-1, 0),
        }
    }
    (-2, 0)
}
