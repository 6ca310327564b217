use alloc::vec::Vec;

use super::*;

fn members(class: Class) -> Vec<u8> {
    (0..=255).filter(|&byte| is(byte, class)).collect()
}

#[test]
fn classes_of_the_standard() {
    assert_eq!(members(Class::Blank), b"\t ");
    assert_eq!(members(Class::Space), b"\t\n\x0b\x0c\r ");
    assert_eq!(members(Class::Digit), b"0123456789");
    assert_eq!(members(Class::Xdigit), b"0123456789ABCDEFabcdef");
    assert_eq!(members(Class::Upper), b"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    assert_eq!(members(Class::Punct), b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
    assert_eq!(members(Class::Print), (0x20..0x7f).collect::<Vec<u8>>());
    assert_eq!(members(Class::Cntrl), (0..0x20).chain([0x7f]).collect::<Vec<u8>>());
}

#[test]
fn classes_agree_with_each_other() {
    for byte in 0..=255 {
        assert_eq!(is(byte, Class::Alpha), is(byte, Class::Lower) || is(byte, Class::Upper));
        assert_eq!(is(byte, Class::Alnum), is(byte, Class::Alpha) || is(byte, Class::Digit));
        assert_eq!(is(byte, Class::Graph), is(byte, Class::Alnum) || is(byte, Class::Punct));
        assert_eq!(is(byte, Class::Print), is(byte, Class::Graph) || byte == b' ');
    }
}

#[test]
fn names() {
    for class in Class::ALL {
        assert_eq!(Class::from_name(class.name().as_bytes()), Some(class));
        assert_eq!(Class::from_index(class as usize), Some(class));
    }
    assert_eq!(Class::from_name(b"alphabet"), None);
    assert_eq!(CaseMap::from_name(b"toupper"), Some(CaseMap::Upper));
    assert_eq!(CaseMap::from_name(b"totitle"), None);
}
