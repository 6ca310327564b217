//! Bracket expressions.

use super::{Cursor, Flags, names};
use crate::ctype::Class;
use crate::regex::error::Error;
use crate::regex::set::CharSet;

/// One thing in a bracket expression.
enum Item {
    Character(u32),
    Class(Class),
}

/// Reads from behind the `[` through the `]`.
pub(super) fn parse(cursor: &mut Cursor<'_>, flags: &Flags) -> Result<CharSet, Error> {
    let charset = flags.charset;
    let negated = cursor.eat(b"^");
    let mut set = CharSet::default();
    let mut is_first = true;
    // A bracket that comes first is a member.
    while is_first || !cursor.eat(b"]") {
        is_first = false;
        match item(cursor)? {
            Item::Class(class) => {
                if cursor.at(b"-") && !cursor.at(b"-]") {
                    return Err(Error::Range);
                }
                set.add_set(&CharSet::class(class, charset));
            }
            Item::Character(low) => {
                let is_range = cursor.at(b"-") && !cursor.at(b"-]");
                let high = if is_range { range_end(cursor)? } else { low };
                if high < low {
                    return Err(Error::Range);
                }
                set.add(low, high);
            }
        }
    }
    set.normalise();
    if flags.ignore_case {
        set.fold(charset);
    }
    if negated {
        set = set.negated(charset);
        if flags.newline {
            set.remove(u32::from(b'\n'), charset);
        }
    }
    Ok(set)
}

fn range_end(cursor: &mut Cursor<'_>) -> Result<u32, Error> {
    cursor.eat(b"-");
    match item(cursor)? {
        Item::Character(c) => Ok(c),
        Item::Class(_) => Err(Error::Range),
    }
}

fn item(cursor: &mut Cursor<'_>) -> Result<Item, Error> {
    if cursor.eat(b"[:") {
        let name = cursor.until(b":]").ok_or(Error::Bracket)?;
        return Class::from_name(name).map(Item::Class).ok_or(Error::Class);
    }
    for (open, close) in [(b"[=", b"=]"), (b"[.", b".]")] {
        if cursor.eat(open) {
            // Each character is a class of its own, and there are no elements of several.
            let name = element_name(cursor, close).ok_or(Error::Bracket)?;
            return element(name, cursor).map(Item::Character);
        }
    }
    cursor.next()?.map(Item::Character).ok_or(Error::Bracket)
}

/// What stands between the delimiters. Its first character cannot be their end: `[.].]` is a bracket.
fn element_name<'p>(cursor: &mut Cursor<'p>, close: &[u8]) -> Option<&'p [u8]> {
    let whole = cursor.rest;
    let mut after_first = *cursor;
    after_first.next().ok()??;
    let skipped = whole.len() - after_first.rest.len();
    let name = after_first.until(close)?;
    *cursor = after_first;
    Some(&whole[..skipped + name.len()])
}

/// The collating element of that name: the character itself, or the name of one.
fn element(name: &[u8], cursor: &Cursor<'_>) -> Result<u32, Error> {
    let mut single = Cursor { rest: name, ..*cursor };
    match single.next()? {
        Some(c) if single.rest.is_empty() => Ok(c),
        _ => names::find(name).map(u32::from).ok_or(Error::Collate),
    }
}
