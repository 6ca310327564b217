//! Self-relocation of static position-independent executables.
//!
//! This runs before any pointer in initialized data is right, so it uses nothing but its arguments and locals: no statics
//! that hold addresses, no calls that the linker could route through the global offset table. Hence everything is inlined
//! into the program's entry.
#![cfg_attr(not(test), no_std)]

/// One entry of the dynamic section.
#[repr(C)]
pub struct Dynamic {
    tag: usize,
    value: usize,
}

/// One relocation with addend (`Elf64_Rela`).
#[repr(C)]
struct Rela {
    offset: usize,
    info: usize,
    addend: usize,
}

const DT_NULL: usize = 0;
const DT_RELA: usize = 7;
const DT_RELASZ: usize = 8;
const DT_RELRSZ: usize = 35;
const DT_RELR: usize = 36;
const R_X86_64_RELATIVE: usize = 8;

/// Applies the relative relocations (`DT_RELA`, `DT_RELR`) of the image loaded at `base`. A static link has no others:
/// symbols are resolved, and `ifunc` is used by nothing of ours.
///
/// # Safety
/// `dynamic` is the dynamic section of the image at `base`, whose relocated pages are writable; called once.
#[inline(always)]
pub unsafe fn relocate(base: usize, dynamic: *const Dynamic) {
    let (mut rela, mut rela_size, mut relr, mut relr_size) = (0, 0, 0, 0);
    let mut entry = dynamic;
    // SAFETY: the section ends with DT_NULL; the tables it names are mapped at `base` and every target they name
    // is a word of the image.
    unsafe {
        while (*entry).tag != DT_NULL {
            match (*entry).tag {
                DT_RELA => rela = (*entry).value,
                DT_RELASZ => rela_size = (*entry).value,
                DT_RELR => relr = (*entry).value,
                DT_RELRSZ => relr_size = (*entry).value,
                _ => {}
            }
            entry = entry.add(1);
        }
        let mut item = (base + rela) as *const Rela;
        let end = item.byte_add(rela_size);
        while item < end {
            if (*item).info == R_X86_64_RELATIVE {
                ((base + (*item).offset) as *mut usize).write(base + (*item).addend);
            }
            item = item.add(1);
        }
        relocate_packed(base, (base + relr) as *const usize, relr_size);
    }
}

/// `DT_RELR`: an even word is an address to relocate, an odd one a bitmap of the 63 words after the last.
///
/// # Safety
/// As for [`relocate`].
#[inline(always)]
unsafe fn relocate_packed(base: usize, table: *const usize, size: usize) {
    let mut word = table;
    let mut target = core::ptr::null_mut::<usize>();
    // SAFETY: `size` bytes of table are mapped, and the targets are words of the image.
    unsafe {
        let end = table.byte_add(size);
        while word < end {
            let item = *word;
            if item & 1 == 0 {
                target = (base + item) as *mut usize;
                *target = (*target).wrapping_add(base);
                target = target.add(1);
            } else {
                let mut bits = item >> 1;
                let mut place = target;
                while bits != 0 {
                    if bits & 1 != 0 {
                        *place = (*place).wrapping_add(base);
                    }
                    bits >>= 1;
                    place = place.add(1);
                }
                target = target.add(63);
            }
            word = word.add(1);
        }
    }
}

#[cfg(test)]
mod tests;
