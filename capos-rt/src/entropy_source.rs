//! Client of `EntropySource`: cryptographically strong random bytes.

use capos_schema::methods::entropy_source::Fill;

use crate::call::{Bulk, Wait, transfer};
use crate::capability::interfaces::EntropySource;
use crate::{Capability, Result};

impl Capability<EntropySource> {
    /// Fills the whole buffer.
    pub fn fill(&self, buffer: &mut [u8]) -> Result<()> {
        let mut rest = buffer;
        while !rest.is_empty() {
            let filled = transfer::<Fill>(self.handle(), Wait::Block, Bulk::To(rest))?;
            rest = &mut rest[filled..];
        }
        Ok(())
    }
}
