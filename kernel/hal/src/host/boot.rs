//! What the boot loader handed over: here, what the test did.

use super::frame::Frame;
use super::machine::Machine;
use crate::PAGE_SIZE;

/// What the kernel's main function is given.
#[derive(Clone, Copy, Debug)]
pub struct BootInfo {
    /// The boot package; empty if there is none.
    pub package: &'static [u8],
    pub command_line: &'static str,
}

impl BootInfo {
    /// Makes the package known to [`package_frame`]. The bytes live as long as the test process.
    pub fn new(package: &[u8], command_line: &str) -> BootInfo {
        let machine = Machine::current();
        let frames = package.chunks(PAGE_SIZE).map(|page| {
            let frame = Frame::zeroed().expect("frames for the boot package");
            frame.write(0, page);
            frame
        });
        let frames: Vec<Frame> = frames.collect();
        let old = std::mem::replace(&mut machine.state().package, frames);
        drop(old);
        BootInfo { package: package.to_vec().leak(), command_line: command_line.to_owned().leak() }
    }
}

/// The page of the boot package at the offset, shared; its end after the package's is whatever the
/// loader left there (here zero). `None` if the
/// offset is not a multiple of the page size or outside of the package.
pub fn package_frame(offset: u64) -> Option<Frame> {
    if !offset.is_multiple_of(PAGE_SIZE as u64) {
        return None;
    }
    let index = usize::try_from(offset / PAGE_SIZE as u64).ok()?;
    Machine::current().state().package.get(index).map(Frame::share)
}
