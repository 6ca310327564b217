//! Static thread-local storage, variant II: the program's TLS image lies directly below the control block.

use super::ControlBlock;
use crate::platform::{Memory, MemoryProtection, Startup, Sys, Threads};
use crate::start;
use core::ptr;
use core::sync::atomic::Ordering::Relaxed;

const PT_TLS: u32 = 7;
const PAGE: usize = 4096;

/// The program's TLS template.
pub struct Template {
    image: *const u8,
    file_size: usize,
    memory_size: usize,
    alignment: usize,
}

impl Template {
    /// A linker that does not tell where the program headers are has no thread-local storage either.
    pub fn find() -> Template {
        let image = start::image();
        let header = image.iter().flat_map(start::Image::headers).find(|header| header.kind == PT_TLS);
        match (image, header) {
            (Some(image), Some(header)) => Template {
                image: (image.bias + header.virtual_address) as *const u8,
                file_size: header.file_size,
                memory_size: header.memory_size,
                alignment: header.alignment.max(1),
            },
            _ => Template { image: ptr::dangling(), file_size: 0, memory_size: 0, alignment: 1 },
        }
    }

    /// A thread's copy; `None` if there are no thread-local variables.
    pub fn copy_of(&self, block: *const ControlBlock) -> Option<*const u8> {
        (self.memory_size != 0).then(|| block.cast::<u8>().wrapping_sub(self.offset()))
    }

    /// Bytes from the start of the TLS block to the control block: the size rounded up to the alignment, as the
    /// linker does for variant II offsets.
    fn offset(&self) -> usize {
        self.memory_size.next_multiple_of(self.alignment)
    }

    /// The control block is aligned like the strictest variable, so that block minus offset is aligned too; and to a
    /// cache line.
    fn block_alignment(&self) -> usize {
        self.alignment.max(LINE)
    }

    /// Bytes that TLS and control block take at most, wherever they are.
    pub fn room(&self) -> usize {
        self.offset() + self.block_alignment() + size_of::<ControlBlock>() + LINE
    }

    /// Builds TLS and a control block just below `end`; where they begin, and where the block is.
    ///
    /// # Safety
    /// The [`Self::room`] below `end` is writable, and nobody else uses it.
    pub unsafe fn place(&self, end: *mut u8, stack_guard: usize) -> (*mut u8, *mut ControlBlock) {
        let block = (end as usize - size_of::<ControlBlock>()) & !(self.block_alignment() - 1);
        let start = (block - self.offset()) & !(LINE - 1);
        let (start, block) = (start as *mut u8, block as *mut ControlBlock);
        // SAFETY: rounding down takes less than the alignments that `room` counts, so all of it is in the room. The
        // template's image is mapped and has `file_size` bytes.
        unsafe {
            let variables = block.cast::<u8>().sub(self.offset());
            ptr::copy_nonoverlapping(self.image, variables, self.file_size);
            variables.add(self.file_size).write_bytes(0, self.offset() - self.file_size);
            block.write(ControlBlock::new());
            (*block).initialize(block, stack_guard);
        }
        (start, block)
    }
}

/// Bytes of a cache line, and what the widest vectors are aligned to.
const LINE: usize = 64;

/// Space for the main thread without a call to the system, enough for most programs.
#[repr(C, align(64))]
struct Builtin([u8; 2048]);

struct BuiltinCell(core::cell::UnsafeCell<Builtin>);

// SAFETY: used once, before any second thread exists.
unsafe impl Sync for BuiltinCell {}

static BUILTIN: BuiltinCell = BuiltinCell(core::cell::UnsafeCell::new(Builtin([0; 2048])));

/// There is no memory for the program's thread-local variables.
#[derive(Debug)]
pub struct MainThreadError;

/// Builds the main thread's TLS and control block and makes it current.
///
/// # Safety
/// Called once, at process start, before anything uses [`super::tcb`].
pub unsafe fn set_up_main(stack_guard: usize) -> Result<(), MainThreadError> {
    let template = Template::find();
    let size = template.room();
    let (space, length): (*mut u8, usize) = if size <= size_of::<Builtin>() {
        (BUILTIN.0.get().cast(), size_of::<Builtin>())
    } else {
        let length = size.next_multiple_of(PAGE);
        (Sys::map(length, MemoryProtection::ReadWrite).map_err(|_| MainThreadError)?.as_ptr(), length)
    };
    // SAFETY: the space has the room and is ours alone.
    unsafe {
        let (_, block) = template.place(space.add(length), stack_guard);
        Sys::set_thread_pointer(block.cast());
        let id = Sys::thread_id();
        (*block).id.set(id);
        (*block).thread.alive.store(id, Relaxed);
    }
    Ok(())
}
