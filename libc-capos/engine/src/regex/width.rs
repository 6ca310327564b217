//! How many bytes the parts of a pattern match, where that is always the same number: between such parts there is
//! nothing to search for when a match is divided.

use alloc::vec;

use super::compile::{Kind, Part};
use super::program::{Inst, Program};

/// Fills in the widths of a part and of all parts in it.
pub(super) fn measure(part: &mut Part, program: &Program) {
    part.width = match &mut part.kind {
        Kind::Plain => plain(part.start, part.end, program),
        Kind::Group(_, _, inner) => {
            measure(inner, program);
            inner.width
        }
        Kind::Concat(parts) => {
            parts.iter_mut().for_each(|part| measure(part, program));
            parts.iter().try_fold(0_usize, |sum, part| sum.checked_add(part.width?))
        }
        Kind::Alternate(parts) => {
            parts.iter_mut().for_each(|part| measure(part, program));
            let first = parts.first().and_then(|part| part.width);
            first.filter(|_| parts.iter().all(|part| part.width == first))
        }
        Kind::Star(turns) | Kind::Optional(turns) => {
            measure(&mut turns.inner, program);
            turns.inner.width.filter(|&width| width == 0)
        }
    };
}

/// The number of bytes between two states, if it is the same on every way.
fn plain(start: u32, end: u32, program: &Program) -> Option<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut depths = vec![UNSEEN; (end - start) as usize + 1];
    depths[0] = 0;
    let mut stack = vec![start];
    while let Some(id) = stack.pop() {
        if id == end {
            continue;
        }
        let depth = depths[(id - start) as usize];
        let mut reach = |to: u32, depth: usize| {
            let place = &mut depths[(to - start) as usize];
            if *place == UNSEEN {
                *place = depth;
                stack.push(to);
            }
            *place == depth
        };
        let agree = match program.insts[id as usize] {
            Inst::Jump(to) | Inst::Look(_, to) => reach(to, depth),
            Inst::Split(a, b) => reach(a, depth) && reach(b, depth),
            Inst::Bytes { .. } => program.transitions_of(id).iter().all(|t| reach(t.to, depth + 1)),
            Inst::Match => true,
        };
        if !agree {
            return None;
        }
    }
    Some(depths[(end - start) as usize]).filter(|&depth| depth != UNSEEN)
}
