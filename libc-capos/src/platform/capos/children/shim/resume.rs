//! The last steps of a recorded child: the memory becomes the parent's again, and `fork` returns there.

use super::super::copy::{Registers, resume_with};
use super::VIOLATION;
use capos_rt::schema::abi::{Submission, entry};
use core::arch::naked_asm;

/// Copies the stack back and resumes. The stack pointer is the parent's from the beginning: a handler of a signal may use what
/// lies below.
///
/// # Safety
/// The record is one of `keep`, lies elsewhere, and its frame is in the copied bytes.
#[unsafe(naked)]
pub unsafe extern "C" fn put_back(
    _registers: *const Registers,
    _to: usize,
    _from: *const u8,
    _length: usize,
    _outcome: u64,
) -> ! {
    naked_asm!(
        "mov rsp, [rdi + 48]",
        "mov r12, rdi",
        "mov rdi, rsi",
        "mov rsi, rdx",
        "cld",
        "rep movsb",
        "mov rdi, r12",
        "mov rsi, r8",
        "jmp {resume_with}",
        resume_with = sym resume_with,
    )
}

/// Makes the call that puts the memory back, and resumes. The stack pointer is the parent's here, too.
///
/// # Safety
/// The record is one of `keep`, and was there, as its frame was, when the memory was kept.
#[unsafe(naked)]
pub unsafe extern "C" fn restore(_call: &Submission, _registers: *const Registers, _outcome: u64) -> ! {
    naked_asm!(
        "mov r12, rsi",
        "mov r13, rdx",
        "mov rsp, [rsi + 48]",
        "mov eax, {call}",
        "syscall",
        "test eax, eax",
        "jnz 2f",
        "mov rdi, r12",
        "mov rsi, r13",
        "jmp {resume_with}",
        "2:",
        "mov edi, {violation}",
        "mov eax, {exit}",
        "syscall",
        "ud2",
        resume_with = sym resume_with,
        call = const entry::CAP_CALL,
        exit = const entry::EXIT_PROCESS,
        violation = const VIOLATION,
    )
}
