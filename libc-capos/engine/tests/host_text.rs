//! Multibyte decoding, character classes and case mappings against the host's C.UTF-8 locale.

use std::ffi::{c_char, c_int};

use capos_libc_engine::ctype::Class;
use capos_libc_engine::encoding::{Charset, State, Step, decode};
use capos_libc_engine::unicode;

mod random;
use random::Random;

unsafe extern "C" {
    fn setlocale(category: c_int, name: *const c_char) -> *const c_char;
    fn mbrtowc(wide: *mut i32, bytes: *const u8, len: usize, state: *mut [u64; 1]) -> usize;
    fn iswctype(wide: u32, class: u64) -> c_int;
    fn wctype(name: *const c_char) -> u64;
    fn towlower(wide: u32) -> u32;
    fn towupper(wide: u32) -> u32;
}

/// Selects C.UTF-8; `false` where the host has none.
fn host_utf8() -> bool {
    // SAFETY: the name is terminated; tests of this file agree on the locale.
    unsafe { !setlocale(libc::LC_ALL, c"C.UTF-8".as_ptr()).is_null() }
}

/// The result of `mbrtowc` as it is in C: a length, -1 or -2, and the character.
fn our_mbrtowc(bytes: &[u8]) -> (isize, i32) {
    let mut state = State::default();
    for (n, &byte) in bytes.iter().enumerate() {
        match decode(Charset::Utf8, &mut state, byte) {
            Ok(Step::Character(0)) => return (0, 0),
            Ok(Step::Character(wide)) => return (n as isize + 1, wide as i32),
            Ok(Step::More) => {}
            Err(_) => return (-1, 0),
        }
    }
    (-2, 0)
}

#[test]
fn mbrtowc_of_random_bytes() {
    if !host_utf8() {
        return;
    }
    let mut random = Random::new(1);
    let leads = [0, 0x41, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4];
    for _ in 0..500_000 {
        let mut bytes = random.next().to_le_bytes();
        if random.between(0, 1) == 0 {
            bytes[0] = leads[random.between(0, leads.len() as i64 - 1) as usize];
            bytes[1..4].iter_mut().for_each(|byte| *byte = *byte & 0x3f | 0x80);
        }
        // The host still takes the sequences of five and six bytes and beyond U+10FFFF of old UTF-8
        // one byte further than we do; their result is an error all the same.
        if bytes[0] >= 0xf4 {
            continue;
        }
        let len = random.between(1, 4) as usize;
        let (mut wide, mut state) = (0, [0]);
        // SAFETY: `len` bytes of a live local, and live locals for the results.
        let theirs = unsafe { mbrtowc(&mut wide, bytes.as_ptr(), len, &mut state) } as isize;
        let ours = our_mbrtowc(&bytes[..len]);
        // The host sees some bad second bytes only when the sequence is complete.
        if theirs == -2 && ours.0 == -1 {
            continue;
        }
        assert_eq!(ours.0, theirs, "{:x?}", &bytes[..len]);
        if theirs > 0 {
            assert_eq!(ours.1, wide);
        }
    }
}

/// The host's tables are of another version of Unicode and differ in details of policy; what may not
/// differ is the bulk, and how an assigned letter maps.
#[test]
fn classes_and_cases() {
    if !host_utf8() {
        return;
    }
    for class in Class::ALL {
        let name = std::ffi::CString::new(class.name()).unwrap();
        // SAFETY: the name is terminated.
        let handle = unsafe { wctype(name.as_ptr()) };
        // SAFETY: any value is allowed, `handle` came from `wctype`.
        let differs = |&code: &u32| (unsafe { iswctype(code, handle) } != 0) != unicode::is(code, class);
        let count = (0..0x2_0000).filter(|code| !is_new(*code)).filter(differs).count();
        assert!(count < 700, "{}: {count}", class.name());
    }
    // SAFETY: any value is allowed.
    let theirs = |code| unsafe { (towlower(code), towupper(code)) };
    let differ: Vec<u32> = (0..0x2_0000)
        .filter(|&code| !is_new(code))
        .filter(|&code| !is_new(unicode::to_lower(code)) && !is_new(unicode::to_upper(code)))
        .filter(|&code| theirs(code) != (unicode::to_lower(code), unicode::to_upper(code)))
        .collect();
    assert!(differ.is_empty(), "{differ:x?}");
}

/// Whether the host does not know the code point.
fn is_new(code: u32) -> bool {
    // SAFETY: the name is terminated, any value is allowed.
    unsafe { iswctype(code, wctype(c"print".as_ptr())) == 0 && unicode::is(code, Class::Print) }
}
