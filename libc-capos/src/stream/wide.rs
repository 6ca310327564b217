//! Wide characters on a stream: converted as they pass.

use capos_libc_engine::encoding::{Step, decode, encode};

use super::print::charset;
use super::state::Stream;
use crate::errno::Errno;

impl Stream {
    /// Marks the stream as one of wide characters, unless it is one of bytes.
    #[inline]
    pub fn use_wide(&mut self) {
        if self.orientation == 0 {
            self.orientation = 1;
        }
    }

    /// The next wide character; `None` at the end of the file.
    pub fn get_wide(&mut self) -> Result<Option<u32>, Errno> {
        self.use_wide();
        let charset = charset();
        loop {
            let Some(byte) = self.get()? else {
                if self.shift.is_initial() {
                    return Ok(None);
                }
                // The file ends inside a character.
                self.shift = Default::default();
                return Err(self.fail(Errno::EILSEQ));
            };
            match decode(charset, &mut self.shift, byte) {
                Ok(Step::Character(code)) => return Ok(Some(code)),
                Ok(Step::More) => {}
                Err(_) => return Err(self.fail(Errno::EILSEQ)),
            }
        }
    }

    /// Writes a wide character.
    #[inline]
    pub fn put_wide(&mut self, code: u32) -> Result<(), Errno> {
        self.use_wide();
        if code < 0x80 { self.put(code as u8) } else { self.put_encoded(code) }
    }

    #[inline(never)]
    fn put_encoded(&mut self, code: u32) -> Result<(), Errno> {
        let (bytes, length) = encode(charset(), code).map_err(|_| self.fail(Errno::EILSEQ))?;
        self.write(&bytes[..length]).map_err(|short| short.error)
    }

    /// Pushes a wide character back.
    pub fn unget_wide(&mut self, code: u32) -> Result<(), Errno> {
        self.use_wide();
        let (bytes, length) = encode(charset(), code).map_err(|_| Errno::EILSEQ)?;
        bytes[..length].iter().rev().try_for_each(|&byte| self.unget(byte))
    }
}
