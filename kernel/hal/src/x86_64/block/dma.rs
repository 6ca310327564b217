//! `Dma`: memory that devices read and write.
//!
//! The kernel's heap and stacks are contiguous in its address space only, so what a request refers to is copied
//! through an arena that is contiguous in memory, too. Copying is cheap beside a request.

use core::ptr::NonNull;

use virtio_drivers::{BufferDirection, Hal, PhysAddr};

use super::MAX_REQUEST;
use crate::PAGE_SIZE;
use crate::sync::{Level, SpinLock};
use crate::x86_64::frame;
use crate::x86_64::layout;
use crate::x86_64::paging::kernel::map_device;

struct Arena;
impl Level for Arena {
    const RANK: u8 = 59;
    const NAME: &'static str = "device memory";
}

/// One request's data, and a page for its header, status and descriptors.
const ARENA_PAGES: usize = MAX_REQUEST / PAGE_SIZE + 1;

/// Where the next part of the request goes. Requests are made one at a time, under the disks' lock, so everything is
/// free again when the last part was given back.
struct Bump {
    /// Physical address; 0 before there is any memory.
    start: u64,
    used: usize,
    parts: usize,
}

static ARENA: SpinLock<Arena, Bump> = SpinLock::new(Bump { start: 0, used: 0, parts: 0 });

const ALIGNMENT: usize = 16;

impl Bump {
    fn take(&mut self, length: usize) -> u64 {
        if self.start == 0 {
            self.start = frame::take_contiguous(ARENA_PAGES).expect("contiguous memory for disks");
        }
        assert!(length <= ARENA_PAGES * PAGE_SIZE - self.used, "a request longer than MAX_REQUEST");
        let address = self.start + self.used as u64;
        self.used += length.next_multiple_of(ALIGNMENT);
        self.parts += 1;
        address
    }

    fn give_back(&mut self) {
        self.parts -= 1;
        if self.parts == 0 {
            self.used = 0;
        }
    }
}

/// The virtio driver's way to memory.
pub struct Dma;

// SAFETY: memory for queues is whole frames from the pool, mapped for good in the linear map and given to nobody
// else; what is shared with a device is a copy in the arena, which nobody else uses while the part is taken.
unsafe impl Hal for Dma {
    fn dma_alloc(pages: usize, _direction: BufferDirection) -> (PhysAddr, NonNull<u8>) {
        match frame::take_contiguous(pages) {
            Some(physical) => {
                let address = layout::linear(physical);
                // SAFETY: the frames are new and nobody else's, and mapped at the address.
                unsafe { address.write_bytes(0, pages * PAGE_SIZE) };
                (physical, NonNull::new(address).unwrap_or(NonNull::dangling()))
            }
            // The driver takes address 0 for a failure.
            None => (0, NonNull::dangling()),
        }
    }

    unsafe fn dma_dealloc(physical: PhysAddr, _address: NonNull<u8>, pages: usize) -> i32 {
        // SAFETY: the caller gives back what `dma_alloc` gave, once.
        unsafe { frame::give_back_contiguous(physical, pages) };
        0
    }

    unsafe fn mmio_phys_to_virt(physical: PhysAddr, size: usize) -> NonNull<u8> {
        let mut page = physical & !(PAGE_SIZE as u64 - 1);
        while page < physical + size as u64 {
            map_device(page);
            page += PAGE_SIZE as u64;
        }
        NonNull::new(layout::linear(physical)).unwrap_or(NonNull::dangling())
    }

    unsafe fn share(buffer: NonNull<[u8]>, direction: BufferDirection) -> PhysAddr {
        let physical = ARENA.lock().take(buffer.len());
        if direction != BufferDirection::DeviceToDriver {
            // SAFETY: the caller's buffer is valid; the part of the arena is mapped and was just taken for it.
            unsafe {
                layout::linear(physical).copy_from_nonoverlapping(buffer.cast::<u8>().as_ptr(), buffer.len())
            };
        }
        physical
    }

    unsafe fn unshare(physical: PhysAddr, buffer: NonNull<[u8]>, direction: BufferDirection) {
        if direction != BufferDirection::DriverToDevice {
            // SAFETY: the caller's buffer is valid; the device is done with the part that `share` took for it.
            unsafe {
                buffer.cast::<u8>().as_ptr().copy_from_nonoverlapping(layout::linear(physical), buffer.len())
            };
        }
        ARENA.lock().give_back();
    }
}
