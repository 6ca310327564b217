//! `Direct`: what the network device reads and writes lies in the linear map, so nothing is copied for it.

use core::ptr::NonNull;

use virtio_drivers::{BufferDirection, Hal, PhysAddr};

use crate::x86_64::block::Dma;
use crate::x86_64::layout;

/// The virtio driver's way to memory, for buffers in the linear map.
pub struct Direct;

// SAFETY: queues are as those of `Dma`; buffers are where `Buffers` put them, in frames of their own.
unsafe impl Hal for Direct {
    fn dma_alloc(pages: usize, direction: BufferDirection) -> (PhysAddr, NonNull<u8>) {
        Dma::dma_alloc(pages, direction)
    }

    unsafe fn dma_dealloc(physical: PhysAddr, address: NonNull<u8>, pages: usize) -> i32 {
        // SAFETY: the caller's promise.
        unsafe { Dma::dma_dealloc(physical, address, pages) }
    }

    unsafe fn mmio_phys_to_virt(physical: PhysAddr, size: usize) -> NonNull<u8> {
        // SAFETY: the caller's promise.
        unsafe { Dma::mmio_phys_to_virt(physical, size) }
    }

    unsafe fn share(buffer: NonNull<[u8]>, _direction: BufferDirection) -> PhysAddr {
        layout::linear_to_physical(buffer.cast::<u8>().as_ptr() as u64)
    }

    unsafe fn unshare(_physical: PhysAddr, _buffer: NonNull<[u8]>, _direction: BufferDirection) {}
}
