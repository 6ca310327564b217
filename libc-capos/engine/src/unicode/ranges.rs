//! The members of a class as ranges, without asking for every code point.

use super::class::is;
use crate::ctype::Class;

/// Stretches in which all code points belong to the same classes: ideographs, syllables, private
/// and unassigned planes.
const UNIFORM: [(u32, u32); 9] = [
    (0x3400, 0x4dbf),
    (0x4e00, 0x9fff),
    (0xac00, 0xd7a3),
    (0xd800, 0xdfff),
    (0xe000, 0xf8ff),
    (0x2_0000, 0x2_a6df),
    (0x3_4000, 0xd_ffff),
    (0xf_0000, 0xf_fffd),
    (0x10_0000, 0x10_fffd),
];

/// Calls `visit` with the ranges outside ASCII whose code points belong to the class, in order.
pub fn for_each_range(class: Class, visit: &mut dyn FnMut(u32, u32)) {
    let mut open: Option<(u32, u32)> = None;
    let mut code = 0x80;
    while code <= 0x10_ffff {
        let end = UNIFORM.iter().find(|(low, _)| *low == code).map_or(code, |(_, high)| *high);
        open = match (open, is(code, class)) {
            (None, true) => Some((code, end)),
            (Some((start, _)), true) => Some((start, end)),
            (Some((start, last)), false) => {
                visit(start, last);
                None
            }
            (None, false) => None,
        };
        code = end + 1;
    }
    if let Some((start, last)) = open {
        visit(start, last);
    }
}
