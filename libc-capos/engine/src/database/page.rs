//! `Page`: as many pairs as fit.
//!
//! It begins with the number of places, of 16 bits each, and with those: where each key and each content begins. Both
//! are put from the page's end downwards, a key above its content. A page of zeros is empty.

use alloc::boxed::Box;
use core::ops::Range;

pub const SIZE: usize = 4096;

const PLACE: usize = 2;

#[derive(Clone)]
pub struct Page(Box<[u8; SIZE]>);

impl Page {
    pub fn empty() -> Self {
        Page(Box::new([0; SIZE]))
    }

    pub fn bytes(&self) -> &[u8; SIZE] {
        &self.0
    }

    pub fn bytes_mut(&mut self) -> &mut [u8; SIZE] {
        &mut self.0
    }

    fn word(&self, index: usize) -> usize {
        usize::from(u16::from_le_bytes([self.0[index * PLACE], self.0[index * PLACE + 1]]))
    }

    fn set_word(&mut self, index: usize, value: usize) {
        self.0[index * PLACE..][..PLACE].copy_from_slice(&(value as u16).to_le_bytes());
    }

    pub fn pairs(&self) -> usize {
        self.word(0) / 2
    }

    /// Whether the places are what this module writes; the methods below want that.
    pub fn is_sound(&self) -> bool {
        let count = self.word(0);
        let head = (count + 1) * PLACE;
        let mut above = SIZE;
        count.is_multiple_of(2)
            && head <= SIZE
            && (1..=count).all(|index| {
                let place = self.word(index);
                let falls = place <= above && place >= head;
                above = place;
                falls
            })
    }

    /// Where the page's data end downwards after so many places.
    fn end_of(&self, index: usize) -> usize {
        if index == 0 { SIZE } else { self.word(index) }
    }

    fn ranges(&self, pair: usize) -> (Range<usize>, Range<usize>) {
        let (above, key, content) = (self.end_of(2 * pair), self.word(2 * pair + 1), self.word(2 * pair + 2));
        (key..above, content..key)
    }

    /// A key and its content.
    pub fn pair(&self, pair: usize) -> (&[u8], &[u8]) {
        let (key, content) = self.ranges(pair);
        (&self.0[key], &self.0[content])
    }

    pub fn find(&self, key: &[u8]) -> Option<usize> {
        (0..self.pairs()).find(|pair| self.pair(*pair).0 == key)
    }

    /// Bytes that one pair more takes.
    pub const fn cost(key: usize, content: usize) -> usize {
        key + content + 2 * PLACE
    }

    pub fn has_room(&self, cost: usize) -> bool {
        let count = self.word(0);
        self.end_of(count) - (count + 1) * PLACE >= cost
    }

    /// There is room.
    pub fn add(&mut self, key: &[u8], content: &[u8]) {
        let count = self.word(0);
        let key_at = self.end_of(count) - key.len();
        let content_at = key_at - content.len();
        self.0[key_at..key_at + key.len()].copy_from_slice(key);
        self.0[content_at..key_at].copy_from_slice(content);
        self.set_word(count + 1, key_at);
        self.set_word(count + 2, content_at);
        self.set_word(0, count + 2);
    }

    pub fn remove(&mut self, pair: usize) {
        let count = self.word(0);
        let (key, content) = self.ranges(pair);
        let moved = key.end - content.start;
        let lowest = self.end_of(count);
        self.0.copy_within(lowest..content.start, lowest + moved);
        for index in 2 * pair + 1..count - 1 {
            let place = self.word(index + 2) + moved;
            self.set_word(index, place);
        }
        self.set_word(0, count - 2);
    }

    /// Divides the pairs: those whose key is wanted go to another page.
    pub fn divide(&mut self, is_wanted: impl Fn(&[u8]) -> bool) -> Page {
        let (mut kept, mut moved) = (Page::empty(), Page::empty());
        for pair in 0..self.pairs() {
            let (key, content) = self.pair(pair);
            let to = if is_wanted(key) { &mut moved } else { &mut kept };
            to.add(key, content);
        }
        *self = kept;
        moved
    }
}
