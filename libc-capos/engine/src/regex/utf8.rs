//! Sets of characters as automata over bytes.
//!
//! A range of code points is cut into products of byte ranges, one range per byte of the encoding.
//! The products in order form a tree; equal subtrees become one state, so that most sets need few.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::program::{Id, Inst, Program, Transition};
use super::set::CharSet;
use crate::encoding::Charset;

/// Stands for the state after the set until its number is known.
const EXIT: Id = Id::MAX;
/// The last code points of each encoded length.
const LAST_OF_LENGTH: [u32; 4] = [0x7f, 0x7ff, 0xffff, 0x10_ffff];

/// A product of byte ranges; `len` of them are used.
#[derive(Clone, Copy)]
struct Product {
    ranges: [(u8, u8); 4],
    len: usize,
}

/// Adds states that read one character of the set; the first one is the entry, and the number after
/// the last one is where they lead.
pub(super) fn add_set(program: &mut Program, set: &CharSet, charset: Charset) {
    let entry = program.insts.len();
    let first_transition = program.transitions.len();
    program.insts.push(Inst::Bytes { start: 0, end: 0 });
    let root = match charset {
        Charset::Bytes => set
            .ranges()
            .iter()
            .map(|&(low, high)| Transition { low: low as u8, high: high as u8, to: EXIT })
            .collect(),
        Charset::Utf8 => {
            let mut products = Vec::new();
            set.ranges().iter().for_each(|&(low, high)| split(low, high, &mut products));
            Builder { program, known: BTreeMap::new() }.node(&products, 0)
        }
    };
    program.insts[entry] = add_transitions(program, &root);
    let exit = program.insts.len() as Id;
    program.transitions[first_transition..].iter_mut().filter(|t| t.to == EXIT).for_each(|t| t.to = exit);
}

fn add_transitions(program: &mut Program, transitions: &[Transition]) -> Inst {
    let start = program.transitions.len() as u32;
    program.transitions.extend_from_slice(transitions);
    Inst::Bytes { start, end: program.transitions.len() as u32 }
}

struct Builder<'p> {
    program: &'p mut Program,
    /// States by their transitions.
    known: BTreeMap<Vec<(u8, u8, Id)>, Id>,
}

impl Builder<'_> {
    /// The transitions that read the products from byte `depth` on.
    fn node(&mut self, products: &[Product], depth: usize) -> Vec<Transition> {
        let mut transitions: Vec<Transition> = Vec::new();
        for group in products.chunk_by(|a, b| a.ranges[depth] == b.ranges[depth]) {
            let (low, high) = group[0].ranges[depth];
            let to = if group[0].len == depth + 1 { EXIT } else { self.state(group, depth + 1) };
            match transitions.last_mut() {
                Some(last) if last.to == to && last.high.checked_add(1) == Some(low) => last.high = high,
                _ => transitions.push(Transition { low, high, to }),
            }
        }
        transitions
    }

    fn state(&mut self, products: &[Product], depth: usize) -> Id {
        let transitions = self.node(products, depth);
        let key: Vec<(u8, u8, Id)> = transitions.iter().map(|t| (t.low, t.high, t.to)).collect();
        if let Some(&id) = self.known.get(&key) {
            return id;
        }
        let inst = add_transitions(self.program, &transitions);
        let id = self.program.insts.len() as Id;
        self.program.insts.push(inst);
        self.known.insert(key, id);
        id
    }
}

/// Cuts a range of code points into products, without the surrogates.
fn split(low: u32, high: u32, products: &mut Vec<Product>) {
    if low < 0xd800 && high > 0xdfff {
        split(low, 0xd7ff, products);
        return split(0xe000, high, products);
    }
    let (low, high) = match (low, high) {
        (0xd800..=0xdfff, 0xd800..=0xdfff) => return,
        (0xd800..=0xdfff, _) => (0xe000, high),
        (_, 0xd800..=0xdfff) => (low, 0xd7ff),
        whole => whole,
    };
    if let Some(&last) = LAST_OF_LENGTH.iter().find(|&&last| low <= last && last < high) {
        split(low, last, products);
        return split(last + 1, high, products);
    }
    // From the last byte up: where a byte does not run over all its values, the bytes before it
    // have to be equal.
    for bits in [6, 12, 18] {
        let mask = (1 << bits) - 1;
        if low >> bits == high >> bits || high < 0x80 {
            continue;
        }
        if low & mask != 0 {
            split(low, low | mask, products);
            return split((low | mask) + 1, high, products);
        }
        if high & mask != mask {
            split(low, (high & !mask) - 1, products);
            return split(high & !mask, high, products);
        }
    }
    products.extend(product(low, high));
}

/// The product of the bytes of two ends with all in between.
fn product(low: u32, high: u32) -> Option<Product> {
    let (mut first, mut last) = ([0; 4], [0; 4]);
    let len = char::from_u32(low)?.encode_utf8(&mut first).len();
    char::from_u32(high)?.encode_utf8(&mut last);
    let mut ranges = [(0, 0); 4];
    for (range, ends) in ranges.iter_mut().zip(first.into_iter().zip(last)).take(len) {
        *range = ends;
    }
    Some(Product { ranges, len })
}

#[cfg(test)]
mod tests;
