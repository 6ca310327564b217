//! Self-relocation of static position-independent programs: applies the `R_X86_64_RELATIVE` entries, the only
//! kind the linker leaves in one.

const PT_DYNAMIC: u32 = 2;
const DT_RELA: u64 = 7;
const DT_RELASZ: u64 = 8;
const DT_RELR: u64 = 36;
const DT_RELRSZ: u64 = 35;
const R_X86_64_RELATIVE: u64 = 8;

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
            // SAFETY: the dynamic section lies in the program's own memory at its biased address.
            unsafe { apply((bias + header.virtual_address) as *const [u64; 2], bias) };
        }
        index += 1;
    }
}

#[inline(always)]
unsafe fn apply(dynamic: *const [u64; 2], bias: u64) {
    let (mut rela, mut rela_size, mut relr, mut relr_size) = (0, 0, 0, 0);
    let mut entry = dynamic;
    loop {
        // SAFETY: the dynamic section ends with a null entry, and the loop with it.
        let [tag, value] = unsafe { entry.read() };
        match tag {
            0 => break,
            DT_RELA => rela = value,
            DT_RELASZ => rela_size = value,
            DT_RELR => relr = value,
            DT_RELRSZ => relr_size = value,
            _ => {}
        }
        // SAFETY: as above.
        entry = unsafe { entry.add(1) };
    }
    let mut offset = 0;
    while offset < rela_size {
        // SAFETY: DT_RELA and DT_RELASZ describe an array of 24-byte entries in the program's memory; a
        // RELATIVE entry's target is a word of its writable data.
        unsafe {
            let [target, info, addend] = ((bias + rela + offset) as *const [u64; 3]).read();
            if info == R_X86_64_RELATIVE {
                ((bias + target) as *mut u64).write(bias.wrapping_add(addend));
            }
        }
        offset += 24;
    }
    // SAFETY: as above, for DT_RELR's compact form.
    unsafe { apply_relr(bias + relr, relr_size, bias) };
}

/// The RELR encoding: an even word is an address to relocate, an odd word a bitmap of the 63 words after it.
#[inline(always)]
unsafe fn apply_relr(table: u64, size: u64, bias: u64) {
    let mut target = 0;
    let mut offset = 0;
    while offset < size {
        // SAFETY: DT_RELR and DT_RELRSZ describe an array of words whose targets are words of writable data.
        unsafe {
            let word = ((table + offset) as *const u64).read();
            if word & 1 == 0 {
                target = bias + word;
                add(target, bias);
                target += 8;
            } else {
                let mut bits = word >> 1;
                let mut at = target;
                while bits != 0 {
                    if bits & 1 != 0 {
                        add(at, bias);
                    }
                    bits >>= 1;
                    at += 8;
                }
                target += 63 * 8;
            }
        }
        offset += 8;
    }
}

#[inline(always)]
unsafe fn add(target: u64, bias: u64) {
    let word = target as *mut u64;
    // SAFETY: the caller's promise: a word of the program's writable data.
    unsafe { word.write(word.read().wrapping_add(bias)) };
}
