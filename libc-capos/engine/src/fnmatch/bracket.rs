//! Bracket expressions of shell patterns, matched as they are read.

use super::{Flags, character, fold};
use crate::ctype::{self, Class};
use crate::encoding::Charset;
use crate::unicode;

/// Whether a character belongs to a bracket expression, and where that ends.
pub(super) struct Outcome {
    pub holds: bool,
    pub end: usize,
}

/// A member that can begin or end a range, or a class.
enum Item {
    Character(u32),
    Class(Class),
    /// The name of a class or element that there is not.
    Unknown,
}

/// Matches `c` against the expression whose contents begin at `start`. `None` where that is no bracket
/// expression, because it does not end, or would hold a slash of a path name.
pub(super) fn matches(pattern: &[u8], start: usize, c: u32, flags: &Flags) -> Option<Outcome> {
    let negated = matches!(pattern.get(start), Some(b'!' | b'^'));
    let mut at = start + usize::from(negated);
    let first = at;
    let mut holds = false;
    loop {
        let byte = *pattern.get(at)?;
        if byte == b']' && at > first {
            return Some(Outcome { holds: holds != negated, end: at + 1 });
        }
        if byte == b'/' && flags.pathname {
            return None;
        }
        let (low, after) = item(pattern, at, flags)?;
        at = after;
        match low {
            Item::Class(class) => holds |= is_in(c, class, flags),
            Item::Unknown => {}
            Item::Character(low) => {
                let is_range =
                    pattern.get(at) == Some(&b'-') && pattern.get(at + 1).is_some_and(|&next| next != b']');
                let mut high = low;
                if is_range {
                    let (end, after) = item(pattern, at + 1, flags)?;
                    at = after;
                    match end {
                        Item::Character(end) => high = end,
                        // A range that ends with a class has no members.
                        Item::Class(_) | Item::Unknown => continue,
                    }
                }
                holds |= in_range(c, low, high, flags);
            }
        }
    }
}

fn in_range(c: u32, low: u32, high: u32, flags: &Flags) -> bool {
    let upper = |c| match u8::try_from(c) {
        Ok(byte) => ctype::to_upper(byte).into(),
        Err(_) if flags.charset == Charset::Utf8 => unicode::to_upper(c),
        Err(_) => c,
    };
    let range = low..=high;
    range.contains(&c)
        || flags.ignore_case
            && (range.contains(&fold(c, flags))
                || range.contains(&upper(c))
                || fold(c, flags) == fold(low, flags))
}

fn is_in(c: u32, class: Class, flags: &Flags) -> bool {
    // Without regard to case there is one class of letters with cases.
    let classes: &[Class] = match class {
        Class::Lower | Class::Upper if flags.ignore_case => &[Class::Lower, Class::Upper],
        ref single => core::slice::from_ref(single),
    };
    classes.iter().any(|&class| match u8::try_from(c) {
        Ok(byte @ 0..=0x7f) => ctype::is(byte, class),
        _ => flags.charset == Charset::Utf8 && unicode::is(c, class),
    })
}

/// The item at `at`, and where it ends.
fn item(pattern: &[u8], at: usize, flags: &Flags) -> Option<(Item, usize)> {
    let rest = &pattern[at..];
    if let [b'[', kind @ (b':' | b'=' | b'.'), name @ ..] = rest {
        let len = name.windows(2).position(|window| window == [*kind, b']'])?;
        return Some((named(&name[..len], *kind, flags), at + 4 + len));
    }
    let escaped = rest.first() == Some(&b'\\') && !flags.no_escape;
    let at = at + usize::from(escaped);
    let (c, len) = character(pattern, at, flags.charset)?;
    Some((Item::Character(c), at + len))
}

/// What a name between `[` and `:`, `=` or `.` means.
fn named(name: &[u8], kind: u8, flags: &Flags) -> Item {
    if kind == b':' {
        return Class::from_name(name).map_or(Item::Unknown, Item::Class);
    }
    // Each character is a class of its own, and there are no elements of several.
    match character(name, 0, flags.charset) {
        Some((c, len)) if len == name.len() => Item::Character(c),
        _ => Item::Unknown,
    }
}
