//! A deeper stack for the few calls that need more than a task's: those of the file system of disks.
//!
//! Kernel code is not preempted, so one stack for each CPU does, as long as what runs on it never switches tasks.

use core::arch::naked_asm;
use core::cell::UnsafeCell;
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::PAGE_SIZE;
use crate::sync::MAX_CPUS;
use crate::sync::PerCpu;
use crate::x86_64::layout;
use crate::x86_64::paging::kernel::map_fresh;

/// The file system needs 40 KiB in a release build; builds without optimisation keep every temporary on the stack.
const SIZE: u64 = if cfg!(debug_assertions) { 128 } else { 32 } * PAGE_SIZE as u64;

/// Behind all tasks' stacks, each with an unmapped gap below.
const FIRST: u64 = layout::STACKS + (1 << 38);

struct Deep {
    mapped: AtomicBool,
    in_use: AtomicBool,
}

static STACKS: PerCpu<Deep> = PerCpu::new(
    [const { Deep { mapped: AtomicBool::new(false), in_use: AtomicBool::new(false) } }; MAX_CPUS],
);

/// Whether this CPU is on its deep stack: then nobody may switch tasks.
pub fn is_deep() -> bool {
    STACKS.get().in_use.load(Relaxed)
}

/// What the function and its result are handed over in.
struct Slot<F, R> {
    function: UnsafeCell<Option<F>>,
    result: UnsafeCell<MaybeUninit<R>>,
}

/// Runs the function on the deep stack. On the deep stack already, it just calls it. The function must not switch
/// tasks.
pub fn on_deep_stack<R>(function: impl FnOnce() -> R) -> R {
    let deep = STACKS.get();
    if deep.in_use.load(Relaxed) {
        return function();
    }
    let low = FIRST + crate::x86_64::cpu::index() as u64 * 2 * SIZE + SIZE;
    if !deep.mapped.load(Relaxed) {
        for page in (low..low + SIZE).step_by(PAGE_SIZE) {
            map_fresh(page).expect("memory for the deep stack");
        }
        deep.mapped.store(true, Relaxed);
    }
    deep.in_use.store(true, Relaxed);
    let result = run_at(low + SIZE, function);
    deep.in_use.store(false, Relaxed);
    result
}

fn run_at<F: FnOnce() -> R, R>(top: u64, function: F) -> R {
    extern "C" fn call<F: FnOnce() -> R, R>(slot: *const Slot<F, R>) {
        // SAFETY: `run_at` keeps the slot alive until this returns, and nobody else reaches into it meanwhile.
        unsafe {
            if let Some(function) = (*(*slot).function.get()).take() {
                (*(*slot).result.get()).write(function());
            }
        }
    }
    let slot =
        Slot { function: UnsafeCell::new(Some(function)), result: UnsafeCell::new(MaybeUninit::uninit()) };
    // SAFETY: the stack is mapped, and `in_use` says that nobody else is on it; `call` gets the slot that it expects.
    // The kernel's panics abort, so nothing unwinds through.
    unsafe { switch_and_call(top, call::<F, R>, &raw const slot) };
    // SAFETY: the slot had a function, so `call` wrote the result.
    unsafe { slot.result.into_inner().assume_init() }
}

/// Calls the function with the argument on the stack that ends at `top`, and comes back.
///
/// # Safety
/// `top` is the 16-byte aligned end of a mapped stack that nobody uses.
#[unsafe(naked)]
unsafe extern "C" fn switch_and_call<T>(top: u64, function: extern "C" fn(*const T), argument: *const T) {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "mov rsp, rdi",
        "mov rdi, rdx",
        "call rsi",
        "mov rsp, rbp",
        "pop rbp",
        "ret",
    )
}
