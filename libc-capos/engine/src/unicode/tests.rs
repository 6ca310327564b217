use super::*;
use crate::ctype::Class;

fn all() -> impl Iterator<Item = u32> {
    0..=0x11_0000
}

#[test]
fn classes_agree_with_each_other() {
    for code in all() {
        let has = |class| is(code, class);
        assert_eq!(has(Class::Alnum), has(Class::Alpha) || has(Class::Digit), "{code:x}");
        assert_eq!(has(Class::Graph), has(Class::Print) && !has(Class::Space), "{code:x}");
        assert_eq!(has(Class::Punct), has(Class::Graph) && !has(Class::Alnum), "{code:x}");
        assert!(!(has(Class::Print) && has(Class::Cntrl)), "{code:x}");
        assert!(!(has(Class::Lower) || has(Class::Upper)) || has(Class::Alpha), "{code:x}");
        assert!(!has(Class::Blank) || has(Class::Space), "{code:x}");
        assert_eq!(width(code).is_some(), has(Class::Print) || code == 0, "{code:x}");
    }
}

#[test]
fn samples() {
    assert!(is(0xe9, Class::Lower) && is(0xc9, Class::Upper) && is(0x4e00, Class::Alpha));
    assert!(is(0x3000, Class::Blank) && !is(0xa0, Class::Space) && is(0x2028, Class::Cntrl));
    assert!(is(0x660, Class::Alpha) && !is(0x660, Class::Digit));
    assert!(is(0x20ac, Class::Punct) && is(0xe000, Class::Print) && !is(0xd800, Class::Print));
    assert!(!is(0x378, Class::Print) && !is(u32::MAX, Class::Print));
}

#[test]
fn case_mappings() {
    for (lower, upper) in
        [(0xe9, 0xc9), (0x3c3, 0x3a3), (0x1f80, 0x1f88), (0x1fb3, 0x1fbc), (0x10428, 0x10400)]
    {
        assert_eq!((to_upper(lower), to_lower(upper)), (upper, lower));
    }
    assert_eq!((to_upper(0xdf), to_lower(0x130), to_upper(0x131)), (0xdf, 0x69, 0x49));
    assert_eq!((to_lower(0xd800), to_upper(u32::MAX)), (0xd800, u32::MAX));
    assert_eq!(fold(0x3c2), fold(0x3c3));
}

#[test]
fn mappings_are_stable() {
    for code in all() {
        assert_eq!(to_lower(to_lower(code)), to_lower(code), "{code:x}");
        assert_eq!(to_upper(to_upper(code)), to_upper(code), "{code:x}");
    }
}

#[test]
fn variants_are_all_there() {
    let is_variant = |&code: &u32| {
        let folded = fold(code);
        code != folded && code != to_upper(folded)
    };
    let found: alloc::vec::Vec<u32> = (0..=0x10_ffff).filter(is_variant).collect();
    assert_eq!(found, VARIANTS);
}

#[test]
fn widths() {
    for (code, expected) in [
        (0x41, Some(1)),
        (0x301, Some(0)),
        (0x4e00, Some(2)),
        (0x1f600, Some(2)),
        (0x7f, None),
        (0x200b, Some(0)),
        (0xff21, Some(2)),
        (0xd800, None),
        (0x11_0000, None),
    ] {
        assert_eq!(width(code), expected, "{code:x}");
    }
}
