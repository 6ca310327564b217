//! The kernel entries (`capos_schema::abi::entry`), and nothing else that is unsafe to say.

use core::arch::asm;
use core::ptr;
use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

use capos_schema::abi::{Completion, Status, Submission, entry};

use crate::error::{Error, Result};

/// Asked before each entry of the kernel; `None` stands for one that takes from the ring or waits for it.
pub type Guard = fn(Option<&Submission>);

/// Null for none.
static GUARD: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());

/// Has a function look at everything that the process asks of the kernel from now on.
pub fn set_guard(guard: Option<Guard>) {
    GUARD.store(guard.map_or(ptr::null_mut(), |guard| guard as *mut ()), Ordering::Relaxed);
}

#[inline]
fn ask_guard(submission: Option<&Submission>) {
    let guard = GUARD.load(Ordering::Relaxed);
    if !guard.is_null() {
        // SAFETY: only `set_guard` stores here, and it stores a function of this type.
        let guard = unsafe { core::mem::transmute::<*mut (), Guard>(guard) };
        guard(submission);
    }
}

/// Issues one submission and waits for its end.
///
/// # Safety
/// The addresses in the submission must be ones the kernel may read (parameters, bulk from the caller) or
/// overwrite (results, bulk to the caller) until the call returns. (Addresses that are not mapped are no
/// danger: the kernel answers a fault.)
pub unsafe fn cap_call(submission: &Submission) -> Completion {
    ask_guard(Some(submission));
    let (status, value, results_length): (u64, u64, u64);
    // SAFETY: the kernel preserves all registers but those named; what memory it touches is the caller's promise.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") entry::CAP_CALL => status,
            in("rdi") submission,
            lateout("rdx") value,
            lateout("rsi") results_length,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    Completion {
        user_data: submission.user_data,
        status: status as u32,
        detail: (status >> 32) as u32,
        results_length: results_length as u32,
        reserved: 0,
        value,
    }
}

/// Has the kernel take `submit` entries of this thread's ring, then waits until `minimum` completions lie in it
/// or the deadline (Timer nanoseconds, `u64::MAX` for none) has passed. Answers the number taken.
///
/// # Safety
/// As for [`cap_call`], for each submission in the ring, until its completion.
pub unsafe fn cap_enter(submit: u32, minimum: u32, deadline: u64) -> Result<u32> {
    ask_guard(None);
    let (status, taken): (u64, u64);
    // SAFETY: as in `cap_call`.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") entry::CAP_ENTER => status,
            in("rdi") u64::from(submit),
            inlateout("rsi") u64::from(minimum) => _,
            inlateout("rdx") deadline => taken,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    match Status::try_from(status as u32) {
        Ok(Status::Ok) => Ok(taken as u32),
        _ => Err(Error::from_status(status as u32, (status >> 32) as u32)),
    }
}

/// Ends the process.
pub fn exit_process(status: i32) -> ! {
    // SAFETY: the entry does not return; the kernel reclaims everything.
    unsafe {
        asm!("syscall", "ud2", in("rax") entry::EXIT_PROCESS, in("rdi") i64::from(status), options(noreturn, nostack));
    }
}

/// Ends the calling thread. When it does not use its stack any more, the kernel clears the word and wakes one who waits
/// there.
pub fn exit_thread(gone: &AtomicU32) -> ! {
    // SAFETY: the entry does not return; the word is alive, and its owner expects the kernel to change it.
    unsafe {
        asm!("syscall", "ud2", in("rax") entry::EXIT_THREAD, in("rdi") gone.as_ptr(), options(noreturn, nostack));
    }
}
