//! `Database`: finding, changing and going through the pairs.

use alloc::vec::Vec;

use super::page::{Page, SIZE};
use super::storage::{Part, Storage};

/// Bytes of a key and its content together.
pub const MAX_PAIR: usize = SIZE - 2 - Page::cost(0, 0);

/// Divisions that one pair may cause: keys that agree in so many bits more have no place in two pages.
const MAX_DIVISIONS: u32 = 20;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Error<E> {
    /// The pair is larger than any page, or too many keys have the same hash.
    TooLarge,
    /// The files are not those of a data base.
    Damaged,
    Storage(E),
}

impl<E> From<E> for Error<E> {
    fn from(error: E) -> Self {
        Error::Storage(error)
    }
}

/// What becomes of a content that is there already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    Keep,
    Replace,
}

/// The next key of a pass: its page, and its number there.
#[derive(Clone, Copy, Default, Debug)]
pub struct Cursor {
    page: u64,
    pair: usize,
}

pub struct Database<S> {
    pub storage: S,
}

/// A place in the tree of divided pages.
#[derive(Clone, Copy)]
struct Place {
    /// The number of the tree's bit.
    bit: u64,
    /// How many bits of the hash count.
    depth: u32,
}

impl Place {
    fn below(self, hash: u32) -> Place {
        let side = u64::from(hash >> self.depth & 1);
        Place { bit: 2 * self.bit + 1 + side, depth: self.depth + 1 }
    }

    fn page(self, hash: u32) -> u64 {
        u64::from(hash) & ((1 << self.depth) - 1)
    }
}

/// FNV-1a, with its upper half folded into the lower bits, which count first.
fn hash(key: &[u8]) -> u32 {
    let wide = key.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (wide ^ wide >> 32) as u32
}

impl<S: Storage> Database<S> {
    pub fn new(storage: S) -> Self {
        Database { storage }
    }

    fn is_divided(&mut self, bit: u64) -> Result<bool, Error<S::Error>> {
        let mut byte = [0];
        self.storage.read(Part::Tree, bit / 8, &mut byte)?;
        Ok(byte[0] >> (bit % 8) & 1 != 0)
    }

    fn set_divided(&mut self, bit: u64) -> Result<(), Error<S::Error>> {
        let mut byte = [0];
        self.storage.read(Part::Tree, bit / 8, &mut byte)?;
        byte[0] |= 1 << (bit % 8);
        Ok(self.storage.write(Part::Tree, bit / 8, &byte)?)
    }

    /// Where the pairs of that hash are.
    fn place(&mut self, hash: u32) -> Result<Place, Error<S::Error>> {
        let mut place = Place { bit: 0, depth: 0 };
        while place.depth < u32::BITS && self.is_divided(place.bit)? {
            place = place.below(hash);
        }
        Ok(place)
    }

    /// `None` behind the last one.
    fn read_page(&mut self, number: u64) -> Result<Option<Page>, Error<S::Error>> {
        let mut page = Page::empty();
        let count = self.storage.read(Part::Pages, number * SIZE as u64, page.bytes_mut())?;
        page.bytes_mut()[count..].fill(0);
        if !page.is_sound() {
            return Err(Error::Damaged);
        }
        Ok((count > 0).then_some(page))
    }

    fn write_page(&mut self, number: u64, page: &Page) -> Result<(), Error<S::Error>> {
        Ok(self.storage.write(Part::Pages, number * SIZE as u64, page.bytes())?)
    }

    /// The key's page and the page's number.
    fn page_of(&mut self, key: &[u8]) -> Result<(u64, Page), Error<S::Error>> {
        let hash = hash(key);
        let number = self.place(hash)?.page(hash);
        Ok((number, self.read_page(number)?.unwrap_or_else(Page::empty)))
    }

    pub fn fetch(&mut self, key: &[u8]) -> Result<Option<Vec<u8>>, Error<S::Error>> {
        let (_, page) = self.page_of(key)?;
        Ok(page.find(key).map(|pair| page.pair(pair).1.to_vec()))
    }

    /// Tells whether the key was there.
    pub fn delete(&mut self, key: &[u8]) -> Result<bool, Error<S::Error>> {
        let (number, mut page) = self.page_of(key)?;
        let Some(pair) = page.find(key) else { return Ok(false) };
        page.remove(pair);
        self.write_page(number, &page)?;
        Ok(true)
    }

    /// Tells whether the content is the key's now.
    pub fn store(&mut self, key: &[u8], content: &[u8], existing: Existing) -> Result<bool, Error<S::Error>> {
        if key.len().saturating_add(content.len()) > MAX_PAIR {
            return Err(Error::TooLarge);
        }
        let hash = hash(key);
        let place = self.place(hash)?;
        let number = place.page(hash);
        let mut page = self.read_page(number)?.unwrap_or_else(Page::empty);
        if let Some(pair) = page.find(key) {
            if existing == Existing::Keep {
                return Ok(false);
            }
            page.remove(pair);
        }
        let cost = Page::cost(key.len(), content.len());
        let (number, mut page) =
            if page.has_room(cost) { (number, page) } else { self.divide(place, hash, page, cost)? };
        page.add(key, content);
        self.write_page(number, &page)?;
        Ok(true)
    }

    /// Divides a page until the part of the hash has room. A page with more pairs is written before the tree says that
    /// it counts, so what was there is found whenever the program ends.
    fn divide(
        &mut self,
        mut place: Place,
        hash: u32,
        mut page: Page,
        cost: usize,
    ) -> Result<(u64, Page), Error<S::Error>> {
        for _ in 0..MAX_DIVISIONS {
            if place.depth >= u32::BITS {
                break;
            }
            let bit = 1 << place.depth;
            let lower = place.page(hash);
            let mut kept = page;
            let moved = kept.divide(|key| self::hash(key) & bit != 0);
            self.write_page(lower | u64::from(bit), &moved)?;
            self.set_divided(place.bit)?;
            self.write_page(lower, &kept)?;
            page = if hash & bit != 0 { moved } else { kept };
            place = place.below(hash);
            if page.has_room(cost) {
                return Ok((place.page(hash), page));
            }
        }
        Err(Error::TooLarge)
    }

    /// The key at the cursor, which moves behind it.
    pub fn next_key(&mut self, cursor: &mut Cursor) -> Result<Option<Vec<u8>>, Error<S::Error>> {
        while let Some(page) = self.read_page(cursor.page)? {
            if cursor.pair < page.pairs() {
                let key = page.pair(cursor.pair).0.to_vec();
                cursor.pair += 1;
                return Ok(Some(key));
            }
            *cursor = Cursor { page: cursor.page + 1, pair: 0 };
        }
        Ok(None)
    }
}
