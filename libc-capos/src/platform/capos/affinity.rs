//! Sets of processors. The kernel runs every thread on any processor that is online, so a set can not leave one out.

use crate::errno::Errno;

fn is_in(mask: &[u8], processor: usize) -> bool {
    mask.get(processor / 8).is_some_and(|byte| byte >> (processor % 8) & 1 != 0)
}

/// The set of all processors: how many bytes it takes, in words as Linux's sets have them.
pub fn all(online: usize, mask: &mut [u8]) -> Result<usize, Errno> {
    let length = online.div_ceil(64) * 8;
    let set = mask.get_mut(..length).ok_or(Errno::EINVAL)?;
    set.fill(0);
    for processor in 0..online {
        set[processor / 8] |= 1 << (processor % 8);
    }
    Ok(length)
}

/// Accepts a set of all processors that are online; those that are not do not count.
pub fn set(online: usize, mask: &[u8]) -> Result<(), Errno> {
    match (0..online).filter(|&processor| is_in(mask, processor)).count() {
        0 => Err(Errno::EINVAL),
        count if count == online => Ok(()),
        _ => Err(Errno::ENOSYS),
    }
}
