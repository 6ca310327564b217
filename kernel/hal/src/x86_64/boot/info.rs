//! What the loader handed over, as the kernel's main function sees it.

use core::ops::Range;

use super::start_info;
use crate::PAGE_SIZE;
use crate::sync::Once;
use crate::x86_64::frame::Frame;

/// What the kernel's main function is given.
#[derive(Clone, Copy, Debug)]
pub struct BootInfo {
    /// The boot package; empty if there is none.
    pub package: &'static [u8],
    pub command_line: &'static str,
}

/// Physical addresses of the boot package.
static PACKAGE: Once<Range<u64>> = Once::new();

impl BootInfo {
    /// # Safety
    /// The linear map is active; both ranges were taken out of usable memory and are never written again.
    pub(super) unsafe fn new(package: Range<u64>, command_line: Range<u64>) -> BootInfo {
        // SAFETY: the caller's promise, for both.
        let command_line = unsafe { start_info::bytes(command_line) };
        // SAFETY: as above.
        let bytes = unsafe { start_info::bytes(package.clone()) };
        // The page-aligned start is what makes its pages mappable; QEMU aligns it.
        if package.start.is_multiple_of(PAGE_SIZE as u64) {
            let _ = PACKAGE.set(package);
        }
        BootInfo { package: bytes, command_line: core::str::from_utf8(command_line).unwrap_or("") }
    }
}

/// The page of the boot package at the offset, shared; its end after the package's is whatever the loader left
/// there. `None` if the offset is not a multiple of the page size or outside of the package.
#[inline]
pub fn package_frame(offset: u64) -> Option<Frame> {
    package_frames(offset, 1)?.next()
}

/// As `package_frame`, of so many pages from the offset on; `None` unless the package has all of them.
#[inline]
pub(in crate::x86_64) fn package_frames(offset: u64, count: u64) -> Option<impl Iterator<Item = Frame>> {
    const PAGE: u64 = PAGE_SIZE as u64;
    let package = PACKAGE.get()?;
    let pages = (package.end - package.start).div_ceil(PAGE);
    let first = offset / PAGE;
    if !offset.is_multiple_of(PAGE) || first >= pages || count > pages - first {
        return None;
    }
    let first = package.start / PAGE + first;
    Some((first..first + count).map_while(Frame::permanent))
}
