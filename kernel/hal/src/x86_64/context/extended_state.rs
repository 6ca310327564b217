//! What user mode has beside the general registers: FS and GS base, and the state that XSAVE saves.
//!
//! The kernel is compiled without floating point and never uses FS, so this state stays in the CPU while the
//! kernel runs. It is saved when the CPU switches tasks, and loaded when a context enters user mode and the CPU
//! holds another's: a system call and even an idle phase cost nothing.

use alloc::alloc::{alloc_zeroed, dealloc};
use core::alloc::Layout;
use core::arch::asm;
use core::ptr::{self, NonNull};

use capos_schema::abi::limits::USER_END;

use crate::UserAddress;
use crate::x86_64::cpu::{self, features, local};

/// What XSAVE's layout demands.
const ALIGNMENT: usize = 64;
const MXCSR_OFFSET: usize = 24;
/// The header of an XSAVE area: which parts are not in their initial state.
const HEADER_OFFSET: usize = 512;
const HEADER_SIZE: usize = 64;
/// All exceptions masked, as the psABI wants at process start.
const MXCSR_DEFAULT: u32 = 0x1f80;
/// Everything that is enabled in XCR0.
const ALL: u32 = u32::MAX;

/// Lies before the XSAVE area, in one allocation.
#[repr(C, align(64))]
struct Header {
    fs_base: u64,
    gs_base: u64,
    /// The CPU that last loaded it.
    cpu: u32,
}

/// Whose state the CPU holds.
#[derive(Clone, Copy)]
pub struct Loaded {
    owner: *mut Header,
    /// The CPU's registers may differ from the saved ones.
    changed: bool,
}

impl Loaded {
    pub const NONE: Loaded = Loaded { owner: ptr::null_mut(), changed: false };
}

/// The saved state, or the place for it while the CPU holds it.
pub(super) struct ExtendedState {
    header: NonNull<Header>,
}

// SAFETY: the allocation belongs to this object. A CPU that still names it as loaded only compares the address,
// and reads or writes through it only on behalf of the task that owns this object, or has saved it before the task
// moved.
unsafe impl Send for ExtendedState {}

fn layout() -> Layout {
    let size = size_of::<Header>() + features::xsave_size();
    // `require` read a size that the CPU gives, of a few KiB.
    Layout::from_size_align(size, ALIGNMENT).unwrap_or(Layout::new::<Header>())
}

impl ExtendedState {
    /// The initial state: zero bases, x87 and vector registers as after reset.
    pub(super) fn new() -> Option<ExtendedState> {
        // SAFETY: the layout is not empty.
        let block = NonNull::new(unsafe { alloc_zeroed(layout()) })?;
        let header = block.cast::<Header>();
        let no_cpu = Header { fs_base: 0, gs_base: 0, cpu: u32::MAX };
        // SAFETY: the block is new and has room for both; a zero XSAVE header means the initial state, except for
        // MXCSR, which is always loaded.
        unsafe {
            header.write(no_cpu);
            block.add(size_of::<Header>() + MXCSR_OFFSET).cast::<u32>().write(MXCSR_DEFAULT);
        }
        Some(ExtendedState { header })
    }

    /// Makes this the state that the CPU holds.
    #[inline]
    pub(super) fn load(&mut self) {
        let local = local::local();
        let own = self.header.as_ptr();
        // SAFETY: the header is this object's.
        if local.extended_state.get().owner != own || unsafe { (*own).cpu } != cpu::index() as u32 {
            self.replace();
        }
        local.extended_state.set(Loaded { owner: own, changed: true });
    }

    #[cold]
    fn replace(&mut self) {
        save_before_switch();
        let header = self.header.as_ptr();
        // SAFETY: the bases were checked or come from user mode itself, and GS belongs to the kernel now, so the
        // user's goes where SWAPGS finds it; the area after the header is one that XSAVE wrote, or the initial
        // one.
        unsafe {
            (*header).cpu = cpu::index() as u32;
            asm!("wrfsbase {}", in(reg) (*header).fs_base, options(nostack, preserves_flags));
            asm!(
                "swapgs", "wrgsbase {}", "swapgs",
                in(reg) (*header).gs_base, options(nostack, preserves_flags)
            );
            asm!("xrstor64 [{}]", in(reg) area(header), in("eax") ALL, in("edx") ALL, options(nostack));
        }
    }

    pub(super) fn set_fs_base(&mut self, base: UserAddress) {
        let header = self.header.as_ptr();
        // A base that is not canonical would fault in the kernel; user mode could not use it either.
        let base = if base.get() < USER_END { base.get() } else { 0 };
        // SAFETY: the header is this object's.
        unsafe { (*header).fs_base = base };
        if local::local().extended_state.get().owner == header {
            // SAFETY: the address is canonical; the kernel does not use FS.
            unsafe { asm!("wrfsbase {}", in(reg) base, options(nostack, preserves_flags)) };
        }
    }
}

impl ExtendedState {
    /// The XSAVE area as it is now.
    pub(super) fn bytes(&mut self) -> &[u8] {
        if local::local().extended_state.get().owner == self.header.as_ptr() {
            save_before_switch();
        }
        // SAFETY: the area follows the header in the same allocation, `xsave_size` bytes long and initialised; only
        // `save_before_switch` writes to it, which `&mut self` keeps from running meanwhile on this CPU.
        unsafe { core::slice::from_raw_parts(area(self.header.as_ptr()), features::xsave_size()) }
    }

    /// Lets `fill` write an XSAVE area, and takes over what the CPU can load of it: parts and bits
    /// that it does not have are left out, even if `fill` gives up on the way.
    pub(super) fn replace_bytes<E>(
        &mut self,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let loaded = local::local().extended_state.get();
        if loaded.owner == self.header.as_ptr() {
            // The bases are not part of the area, so they are kept from the CPU first.
            save_before_switch();
            local::local().extended_state.set(Loaded::NONE);
        }
        let size = features::xsave_size();
        // SAFETY: the area has `xsave_size` bytes, as in `bytes`, and no CPU holds the state any more.
        let own = unsafe { core::slice::from_raw_parts_mut(area(self.header.as_ptr()), size) };
        let filled = fill(own);
        // XRSTOR faults on reserved bits of these (SDM 1, 13.8): MXCSR, and the header behind the legacy region.
        let mut word = [0; 8];
        word.copy_from_slice(&own[MXCSR_OFFSET..MXCSR_OFFSET + 8]);
        let mxcsr = u64::from_le_bytes(word) as u32 & features::mxcsr_mask();
        own[MXCSR_OFFSET..MXCSR_OFFSET + 4].copy_from_slice(&mxcsr.to_le_bytes());
        word.copy_from_slice(&own[HEADER_OFFSET..HEADER_OFFSET + 8]);
        let parts = u64::from_le_bytes(word) & features::enabled_state();
        own[HEADER_OFFSET..HEADER_OFFSET + HEADER_SIZE].fill(0);
        own[HEADER_OFFSET..HEADER_OFFSET + 8].copy_from_slice(&parts.to_le_bytes());
        filled
    }
}

impl Drop for ExtendedState {
    fn drop(&mut self) {
        let local = local::local();
        if local.extended_state.get().owner == self.header.as_ptr() {
            local.extended_state.set(Loaded::NONE);
        }
        // SAFETY: allocated in `new` with the same layout; no CPU names it as loaded any more.
        unsafe { dealloc(self.header.as_ptr().cast(), layout()) };
    }
}

fn area(header: *mut Header) -> *mut u8 {
    header.wrapping_add(1).cast()
}

/// Saves what the CPU holds if it may have changed. The CPU keeps holding it.
pub fn save_before_switch() {
    let loaded = local::local().extended_state.get();
    if loaded.owner.is_null() || !loaded.changed {
        return;
    }
    // SAFETY: a state is named as loaded only while its object lives (`Drop`), so the header and the area after it
    // are valid; the kernel changes none of these registers.
    unsafe {
        asm!("rdfsbase {}", out(reg)(*loaded.owner).fs_base, options(nostack, preserves_flags));
        asm!(
            "swapgs",
            "rdgsbase {}",
            "swapgs",
            out(reg)(*loaded.owner).gs_base,
            options(nostack, preserves_flags)
        );
        let area = area(loaded.owner);
        if features::has_xsaveopt() {
            asm!("xsaveopt64 [{}]", in(reg) area, in("eax") ALL, in("edx") ALL, options(nostack));
        } else {
            asm!("xsave64 [{}]", in(reg) area, in("eax") ALL, in("edx") ALL, options(nostack));
        }
    }
    local::local().extended_state.set(Loaded { owner: loaded.owner, changed: false });
}
