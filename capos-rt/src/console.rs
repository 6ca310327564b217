//! Client of `Console`: write-only text on the system console.

use capos_schema::methods::console::Write;

use crate::call::{Bulk, Wait, transfer};
use crate::capability::interfaces::Console;
use crate::{Capability, Result};

impl Capability<Console> {
    /// Writes; answers how many bytes were taken.
    pub fn write(&self, bytes: &[u8]) -> Result<usize> {
        transfer::<Write>(self.handle(), Wait::Block, Bulk::From(bytes))
    }

    /// Writes all of it.
    pub fn write_all(&self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            bytes = &bytes[self.write(bytes)?..];
        }
        Ok(())
    }
}

impl core::fmt::Write for &Capability<Console> {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.write_all(text.as_bytes()).map_err(|_| core::fmt::Error)
    }
}
