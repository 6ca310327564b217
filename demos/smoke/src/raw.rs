//! Calls without the typed clients, as a program would make them that means harm or is wrong.

use core::arch::asm;

use capos_rt::entry;
use capos_rt::schema::Method;
use capos_rt::schema::abi::entry::CAP_CALL;
use capos_rt::schema::abi::{Completion, Fault, Handle, Operation, Status, Submission};

/// A well-formed submission of `M`; tests break one field of it.
pub fn submission<M: Method>(handle: Handle) -> Submission {
    let mut submission = Submission::empty(Operation::Call);
    submission.capability = handle.bits();
    submission.interface = M::INTERFACE.id();
    submission.method = M::ORDINAL;
    submission
}

/// Issues whatever it is given.
pub fn issue(submission: &Submission) -> Completion {
    // SAFETY: the tests name memory that is theirs and idle, or none that they have mapped.
    unsafe { entry::cap_call(submission) }
}

/// The fault for a submission at the address, which nothing but the kernel looks at.
pub fn fault_at(address: u64) -> Option<Fault> {
    let status: u64;
    // SAFETY: the kernel answers a fault where there is no submission; what it changes beside is named.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") CAP_CALL => status,
            in("rdi") address,
            lateout("rdx") _,
            lateout("rsi") _,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    Fault::try_from((status >> 32) as u32).ok()
}

/// The fault that the kernel answered, if it did.
pub fn fault(submission: &Submission) -> Option<Fault> {
    let completion = issue(submission);
    (Status::try_from(completion.status) == Ok(Status::Fault))
        .then(|| Fault::try_from(completion.detail).ok())?
}
