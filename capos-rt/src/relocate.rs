//! Self-relocation of a program that knows its program headers.

use capos_relocation::Dynamic;

const PT_DYNAMIC: u32 = 2;

#[derive(Clone, Copy)]
#[repr(C)]
struct ProgramHeader {
    kind: u32,
    flags: u32,
    offset: u64,
    virtual_address: u64,
    physical_address: u64,
    file_size: u64,
    memory_size: u64,
    alignment: u64,
}

/// Relocates the running program by `bias`. Runs before any relocated pointer is used: everything here is
/// inlined and reaches memory only through its arguments.
///
/// # Safety
/// `headers` and `count` are the program's own program headers, `bias` is what was added to its addresses, and
/// nothing else has relocated it.
#[inline(always)]
pub unsafe fn relocate(headers: *const u8, count: u64, bias: u64) {
    if bias == 0 {
        return;
    }
    let mut index = 0;
    while index < count {
        // SAFETY: the caller's promise about headers and count.
        let header = unsafe { headers.cast::<ProgramHeader>().add(index as usize).read_unaligned() };
        if header.kind == PT_DYNAMIC {
            let dynamic = (bias + header.virtual_address) as *const Dynamic;
            // SAFETY: the dynamic section lies in the program's own memory at its biased address, and the caller
            // promises that this is the first relocation.
            unsafe { capos_relocation::relocate(bias as usize, dynamic) };
        }
        index += 1;
    }
}
