use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::*;

/// Decodes one character; how many bytes it took, or what stopped it.
fn one(charset: Charset, bytes: &[u8]) -> Result<(u32, usize), Option<Invalid>> {
    let mut state = State::default();
    for (n, &byte) in bytes.iter().enumerate() {
        match decode(charset, &mut state, byte).map_err(Some)? {
            Step::Character(wide) => {
                assert!(state.is_initial());
                return Ok((wide, n + 1));
            }
            Step::More => assert!(!state.is_initial()),
        }
    }
    Err(None)
}

#[test]
fn every_code_point_round_trips() {
    for code in 0..=0x11_0000 {
        match (char::from_u32(code), encode(Charset::Utf8, code)) {
            (Some(c), Ok((bytes, len))) => {
                assert_eq!(&bytes[..len], c.to_string().as_bytes());
                assert_eq!(one(Charset::Utf8, &bytes[..len]), Ok((code, len)));
                for cut in 0..len {
                    assert_eq!(one(Charset::Utf8, &bytes[..cut]), Err(None));
                }
            }
            (None, Err(Invalid)) => {}
            other => panic!("{code:x}: {other:?}"),
        }
    }
}

/// `core`'s own decoder is the oracle for every sequence of up to three bytes, and for four bytes
/// whose last two take the values at the ends of ranges.
#[test]
fn validity_agrees_with_core() {
    let edges = [0, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xff];
    for first in 0x80..=0xffu8 {
        for second in 0..=0xffu8 {
            for third in edges {
                for fourth in edges {
                    let bytes = [first, second, third, fourth];
                    let expected = match core::str::from_utf8(&bytes) {
                        Ok(text) => Ok(text),
                        Err(e) if e.valid_up_to() > 0 => {
                            Ok(core::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap())
                        }
                        Err(_) => Err(()),
                    };
                    let expected = expected.map(|text| {
                        let c = text.chars().next().unwrap();
                        (u32::from(c), c.len_utf8())
                    });
                    assert_eq!(one(Charset::Utf8, &bytes).map_err(|_| ()), expected, "{bytes:x?}");
                }
            }
        }
    }
}

#[test]
fn bytes_of_the_c_locale_round_trip() {
    for byte in 0..=255 {
        let (wide, len) = one(Charset::Bytes, &[byte]).unwrap();
        assert_eq!(len, 1);
        assert_eq!(encode(Charset::Bytes, wide), Ok(([byte, 0, 0, 0], 1)));
    }
    for wide in [0x80, 0xff, 0x100, 0xdf7f, 0xe000, u32::MAX] {
        assert_eq!(encode(Charset::Bytes, wide), Err(Invalid));
    }
}

#[test]
fn strange_states_are_safe() {
    for kind in [1, 2, 5, 0xffff, SAMPLE, u32::MAX] {
        for value in [0, 0xd800, u32::MAX] {
            for byte in [0, 0x80, 0xbf, 0xff] {
                let state = State::from_words([value, kind]);
                let _ = decode(Charset::Utf8, &mut { state }, byte);
                let _ = unicode::decode_u8(Charset::Utf8, &mut { state }, byte);
                let _ = unicode::encode_u16(Charset::Utf8, &mut { state }, 0xdc00);
                let _ = unicode::pending_u8(&mut { state });
                let _ = unicode::pending_u16(&mut { state });
            }
        }
    }
}

/// A state that claims a three-byte sequence with everything missing.
const SAMPLE: u32 = 0x0303;

fn decode_all(input: &[u8], limit: usize, room: usize) -> (Stopped, Vec<u32>) {
    let mut out = Vec::new();
    let byte = |i| if i < limit { Some(input[i]) } else { None };
    let put = |i, wide| {
        assert_eq!(i, out.len());
        out.push(wide);
    };
    let stopped = decode_string(Charset::Utf8, &mut State::default(), byte, room, put, |_, _| (0, 0));
    (stopped, out)
}

#[test]
fn strings_decode_until_something_stops_them() {
    let input = "aé€\0".as_bytes();
    let stop = |why, read, written| Stopped { why, read, written };
    assert_eq!(decode_all(input, 99, 99), (stop(Why::Terminator, 7, 3), Vec::from([0x61, 0xe9, 0x20ac, 0])));
    assert_eq!(decode_all(input, 99, 2).0, stop(Why::Output, 3, 2));
    assert_eq!(decode_all(input, 2, 99).0, stop(Why::Input, 2, 1));
    assert_eq!(decode_all(b"ab\xe2\x82x\0", 99, 99).0, stop(Why::Invalid, 2, 2));
}

#[test]
fn strings_encode_until_something_stops_them() {
    let encode_all = |input: &[u32], limit: usize, room| {
        let mut out = Vec::new();
        let wide = |i| if i < limit { Some(input[i]) } else { None };
        (
            encode_string(
                Charset::Utf8,
                wide,
                room,
                |_, bytes, len| out.extend_from_slice(&bytes[..len]),
                |_, _| (0, 0),
            ),
            out,
        )
    };
    let input = [0x61, 0xe9, 0x20ac, 0];
    let stop = |why, read, written| Stopped { why, read, written };
    assert_eq!(encode_all(&input, 9, 9), (stop(Why::Terminator, 4, 6), Vec::from("aé€\0")));
    assert_eq!(encode_all(&input, 9, 5).0, stop(Why::Output, 2, 3));
    assert_eq!(encode_all(&input, 9, 6).0, stop(Why::Output, 3, 6));
    assert_eq!(encode_all(&input, 2, 9).0, stop(Why::Input, 2, 3));
    assert_eq!(encode_all(&[0x61, 0xd800], 2, 9).0, stop(Why::Invalid, 1, 1));
}

#[test]
fn utf16_and_utf8_units() {
    let text = "aé€😀";
    let (mut units8, mut units16) = (Vec::new(), Vec::new());
    let (mut state8, mut state16) = (State::default(), State::default());
    for &byte in text.as_bytes() {
        if let Ok(unicode::Unit::Ready(unit)) = unicode::decode_u8(Charset::Utf8, &mut state8, byte) {
            units8.push(unit);
            units8.extend(core::iter::from_fn(|| unicode::pending_u8(&mut state8)));
        }
        if let Ok(unicode::Unit::Ready(unit)) = unicode::decode_u16(Charset::Utf8, &mut state16, byte) {
            units16.push(unit);
            units16.extend(core::iter::from_fn(|| unicode::pending_u16(&mut state16)));
        }
    }
    assert_eq!(units8, text.as_bytes());
    assert_eq!(units16, text.encode_utf16().collect::<Vec<_>>());

    let (mut back8, mut back16) = (Vec::new(), Vec::new());
    for unit in units8 {
        let made = unicode::encode_u8(Charset::Utf8, &mut state8, unit).unwrap();
        made.iter().for_each(|(bytes, len)| back8.extend(&bytes[..*len]));
    }
    for unit in units16 {
        let made = unicode::encode_u16(Charset::Utf8, &mut state16, unit).unwrap();
        made.iter().for_each(|(bytes, len)| back16.extend(&bytes[..*len]));
    }
    assert_eq!(
        (String::from_utf8(back8).unwrap().as_str(), String::from_utf8(back16).unwrap().as_str()),
        (text, text)
    );
}

#[test]
fn lone_surrogates_and_high_bytes_are_refused() {
    let mut state = State::default();
    assert_eq!(unicode::encode_u16(Charset::Utf8, &mut state, 0xdc00), Err(Invalid));
    assert_eq!(unicode::encode_u16(Charset::Utf8, &mut state, 0xd800), Ok(None));
    assert_eq!(unicode::encode_u16(Charset::Utf8, &mut state, 0x41), Err(Invalid));
    assert_eq!(unicode::encode_u32(Charset::Utf8, 0xd800), Err(Invalid));
    assert_eq!(unicode::encode_u32(Charset::Bytes, 0xdf80), Err(Invalid));
    assert_eq!(unicode::decode_u32(Charset::Bytes, &mut state, 0x80), Err(Invalid));
}
