//! From characters to codes, made of the tables that lead the other way.

use alloc::vec::Vec;

/// Codes of one or two bytes by character; 0 where there is none.
pub(super) struct Reverse {
    /// The page of each 256 characters of the first plane; page 0 is empty.
    index: [u8; 256],
    pages: Vec<[u16; 256]>,
    /// The few characters beyond the first plane.
    others: Vec<(u32, u16)>,
}

/// No memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

impl Reverse {
    /// The table of ASCII.
    pub fn new() -> Result<Reverse, OutOfMemory> {
        let mut reverse = Reverse { index: [0; 256], pages: Vec::new(), others: Vec::new() };
        reverse.grow()?;
        for byte in 1..0x80 {
            reverse.add(byte.into(), byte)?;
        }
        Ok(reverse)
    }

    /// Gives a character its code, unless it has one.
    pub fn add(&mut self, code: u32, bytes: u16) -> Result<(), OutOfMemory> {
        let place = self.place(code)?;
        if *place == 0 {
            *place = bytes;
        }
        Ok(())
    }

    /// Gives characters other codes than they have.
    pub fn correct(&mut self, corrections: &[(u32, u16)]) -> Result<(), OutOfMemory> {
        for &(code, bytes) in corrections {
            *self.place(code)? = bytes;
        }
        Ok(())
    }

    fn grow(&mut self) -> Result<u8, OutOfMemory> {
        self.pages.try_reserve(1).map_err(|_| OutOfMemory)?;
        self.pages.push([0; 256]);
        // There are 256 pages and the empty one; no set of characters has them all.
        u8::try_from(self.pages.len() - 1).map_err(|_| OutOfMemory)
    }

    fn place(&mut self, code: u32) -> Result<&mut u16, OutOfMemory> {
        let high = (code >> 8) as usize;
        if high >= self.index.len() {
            let at = match self.others.iter().position(|&(other, _)| other == code) {
                Some(at) => at,
                None => {
                    self.others.try_reserve(1).map_err(|_| OutOfMemory)?;
                    self.others.push((code, 0));
                    self.others.len() - 1
                }
            };
            return Ok(&mut self.others[at].1);
        }
        if self.index[high] == 0 {
            self.index[high] = self.grow()?;
        }
        Ok(&mut self.pages[usize::from(self.index[high])][(code & 0xff) as usize])
    }

    /// The code of a character.
    #[inline]
    pub fn get(&self, code: u32) -> Option<u16> {
        let bytes = match self.index.get((code >> 8) as usize) {
            Some(&page) => self.pages[usize::from(page)][(code & 0xff) as usize],
            None => self.others.iter().find(|&&(other, _)| other == code)?.1,
        };
        (bytes != 0 || code == 0).then_some(bytes)
    }
}
