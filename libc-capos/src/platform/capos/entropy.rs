//! Random bytes from the EntropySource.

use super::Capos;
use crate::errno::Errno;
use crate::platform::Entropy;
use capos_rt::{EntropySource, startup};

/// `GRND_NONBLOCK`, `GRND_RANDOM`, `GRND_INSECURE`: the source never blocks and has one quality.
const FLAGS: u32 = 0b111;

impl Entropy for Capos {
    fn getrandom(buffer: &mut [u8], flags: u32) -> Result<usize, Errno> {
        if flags & !FLAGS != 0 {
            return Err(Errno::EINVAL);
        }
        let source = startup::granted_any::<EntropySource>().ok_or(Errno::EPERM)?;
        source.fill(buffer)?;
        Ok(buffer.len())
    }
}
