//! Random patterns against the rules of the standard, worked out by brute force over all pieces of a short text.
//! (20,000 patterns were run once; a share takes part in every run.)

extern crate std;

use std::boxed::Box;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use super::*;

/// A pattern, from which its text is made.
#[derive(Clone, Debug)]
enum Tree {
    Byte(u8),
    Any,
    Start,
    End,
    Group(usize, Box<Tree>),
    Concat(Vec<Tree>),
    Alternate(Vec<Tree>),
    Repeat(Box<Tree>, u32, Option<u32>),
}

/// The positions of a set of ends, as bits.
type Ends = u32;

impl Tree {
    fn to_text(&self, basic: bool) -> String {
        let escape = if basic { "\\" } else { "" };
        match self {
            Tree::Byte(byte) => char::from(*byte).to_string(),
            Tree::Any => ".".into(),
            Tree::Start => "^".into(),
            Tree::End => "$".into(),
            Tree::Group(_, inner) => format!("{escape}({}{escape})", inner.to_text(basic)),
            Tree::Concat(parts) => parts.iter().map(|part| part.to_text(basic)).collect(),
            Tree::Alternate(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| part.to_text(basic)).collect();
                parts.join(if basic { "\\|" } else { "|" })
            }
            Tree::Repeat(inner, min, max) => {
                let count = match (min, max) {
                    (0, None) => "*".into(),
                    (1, None) if !basic => "+".into(),
                    (0, Some(1)) if !basic => "?".into(),
                    (min, None) => format!("{escape}{{{min},{escape}}}"),
                    (min, Some(max)) => format!("{escape}{{{min},{max}{escape}}}"),
                };
                inner.to_text(basic) + &count
            }
        }
    }

    /// Where matches that begin at `at` can end.
    fn ends(&self, text: &[u8], at: usize) -> Ends {
        let here = 1 << at;
        match self {
            Tree::Byte(byte) => {
                if text.get(at) == Some(byte) {
                    here << 1
                } else {
                    0
                }
            }
            Tree::Any => {
                if at < text.len() {
                    here << 1
                } else {
                    0
                }
            }
            Tree::Start => {
                if at == 0 {
                    here
                } else {
                    0
                }
            }
            Tree::End => {
                if at == text.len() {
                    here
                } else {
                    0
                }
            }
            Tree::Group(_, inner) => inner.ends(text, at),
            Tree::Concat(parts) => parts.iter().fold(here, |ends, part| part.step(text, ends)),
            Tree::Alternate(parts) => parts.iter().fold(0, |ends, part| ends | part.ends(text, at)),
            Tree::Repeat(inner, min, max) => {
                let mut ends = (0..*min).fold(here, |ends, _| inner.step(text, ends));
                // More turns than the text has bytes lead nowhere new.
                let more = max.map_or(text.len() as u32 + 1, |max| max - min);
                for _ in 0..more {
                    ends |= inner.step(text, ends);
                }
                ends
            }
        }
    }

    /// Where matches that begin at one of `starts` can end.
    fn step(&self, text: &[u8], starts: Ends) -> Ends {
        (0..=text.len()).filter(|at| starts >> at & 1 != 0).fold(0, |ends, at| ends | self.ends(text, at))
    }

    fn forget_groups(&self, spans: &mut [Option<Span>]) {
        match self {
            Tree::Group(index, inner) => {
                spans[*index] = None;
                inner.forget_groups(spans);
            }
            Tree::Concat(parts) | Tree::Alternate(parts) => {
                parts.iter().for_each(|part| part.forget_groups(spans));
            }
            Tree::Repeat(inner, ..) => inner.forget_groups(spans),
            _ => {}
        }
    }

    /// Divides the piece from `start` to `end`, which matches.
    fn divide(&self, text: &[u8], start: usize, end: usize, spans: &mut [Option<Span>]) {
        match self {
            Tree::Group(index, inner) => {
                spans[*index] = Some(Span { start, end });
                inner.divide(text, start, end, spans);
            }
            Tree::Concat(parts) => {
                let mut at = start;
                for (n, part) in parts.iter().enumerate() {
                    let rest = Tree::Concat(parts[n + 1..].to_vec());
                    let next = longest(part.ends(text, at), |next| rest.ends(text, next) >> end & 1 != 0);
                    part.divide(text, at, next, spans);
                    at = next;
                }
            }
            Tree::Alternate(parts) => {
                let chosen = parts.iter().find(|part| part.ends(text, start) >> end & 1 != 0);
                chosen.unwrap().divide(text, start, end, spans);
            }
            Tree::Repeat(inner, min, max) => {
                let mut at = start;
                for turn in 0.. {
                    let required = turn < *min;
                    // The empty string is better than no match at all, and only then.
                    let first_empty = turn == 0 && *max != Some(0) && inner.ends(text, at) >> at & 1 != 0;
                    if at == end && !required && !first_empty {
                        break;
                    }
                    let left = max.map(|max| max - turn - 1);
                    let rest = Tree::Repeat(inner.clone(), min.saturating_sub(turn + 1), left);
                    let next = longest(inner.ends(text, at), |next| rest.ends(text, next) >> end & 1 != 0);
                    inner.forget_groups(spans);
                    inner.divide(text, at, next, spans);
                    at = next;
                }
            }
            _ => {}
        }
    }
}

fn longest(ends: Ends, fits: impl Fn(usize) -> bool) -> usize {
    (0..32).rev().find(|&end| ends >> end & 1 != 0 && fits(end)).unwrap()
}

/// What the standard demands.
fn expected(tree: &Tree, text: &[u8], groups: usize) -> String {
    let mut spans = vec![None; groups + 1];
    let Some(start) = (0..=text.len()).find(|&at| tree.ends(text, at) != 0) else { return "no".into() };
    let end = longest(tree.ends(text, start), |_| true);
    spans[0] = Some(Span { start, end });
    tree.divide(text, start, end, &mut spans);
    let show =
        |span: Option<Span>| span.map_or("(?,?)".into(), |Span { start, end }| format!("({start},{end})"));
    spans.into_iter().map(show).collect()
}

struct Generator {
    seed: u64,
    groups: usize,
    basic: bool,
}

impl Generator {
    fn below(&mut self, limit: u64) -> u64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % limit
    }

    fn atom(&mut self, depth: u32) -> Tree {
        match self.below(10) {
            0 => Tree::Any,
            1..=4 if depth > 0 => {
                self.groups += 1;
                let index = self.groups;
                Tree::Group(index, Box::new(self.alternatives(depth - 1)))
            }
            n => Tree::Byte(b"aabbc"[n as usize % 5]),
        }
    }

    fn piece(&mut self, depth: u32) -> Tree {
        if !self.basic && self.below(20) == 0 {
            return if self.below(2) == 0 { Tree::Start } else { Tree::End };
        }
        let atom = self.atom(depth);
        let (min, max) = match self.below(12) {
            0..=2 => (0, None),
            3 => (1, None),
            4 => (0, Some(1)),
            5 => {
                let min = self.below(3) as u32;
                (min, if self.below(2) == 0 { None } else { Some(min + self.below(3) as u32) })
            }
            _ => return atom,
        };
        Tree::Repeat(Box::new(atom), min, max)
    }

    fn branch(&mut self, depth: u32) -> Tree {
        let pieces = 1 + self.below(3);
        Tree::Concat((0..pieces).map(|_| self.piece(depth)).collect())
    }

    fn alternatives(&mut self, depth: u32) -> Tree {
        let mut branches = vec![self.branch(depth)];
        while self.below(3) == 0 {
            branches.push(self.branch(depth));
        }
        Tree::Alternate(branches)
    }
}

#[test]
fn every_division_is_the_one_of_the_standard() {
    let mut generator = Generator { seed: 1, groups: 0, basic: false };
    for turn in 0..200 {
        generator.groups = 0;
        generator.basic = turn % 4 == 0;
        let tree = generator.alternatives(3);
        let pattern = tree.to_text(generator.basic);
        let syntax = if generator.basic { Syntax::Basic } else { Syntax::Extended };
        for _ in 0..3 {
            let length = generator.below(8);
            let text: String =
                (0..length).map(|_| char::from(b"aabbc"[generator.below(5) as usize])).collect();
            let expected = expected(&tree, text.as_bytes(), generator.groups);
            assert_eq!(search(syntax, "", &pattern, &text), expected, "{pattern} in {text:?}");
        }
    }
}
