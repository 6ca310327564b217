//! The last steps of a recorded child: the memory becomes the parent's again, and `fork` returns there.

use super::super::copy::Registers;
use super::VIOLATION;
use capos_rt::schema::abi::{Submission, entry};
use core::arch::naked_asm;

/// Copies the stack back and resumes, without using the stack meanwhile: the record is read first, as it may lie in what
/// is overwritten.
///
/// # Safety
/// The record is one of `keep`, whose frame the copied bytes hold.
#[unsafe(naked)]
pub unsafe extern "C" fn put_back(
    _registers: *const Registers,
    _to: usize,
    _from: *const u8,
    _length: usize,
    _outcome: u64,
) -> ! {
    naked_asm!(
        "mov rbx, [rdi]",
        "mov rbp, [rdi + 8]",
        "mov r12, [rdi + 16]",
        "mov r13, [rdi + 24]",
        "mov r14, [rdi + 32]",
        "mov r15, [rdi + 40]",
        "ldmxcsr [rdi + 72]",
        "fldcw [rdi + 76]",
        "mov r10, [rdi + 48]",
        "mov r9, [rdi + 56]",
        "mov rdi, rsi",
        "mov rsi, rdx",
        "cld",
        "rep movsb",
        "mov rsp, r10",
        "mov rax, r8",
        "jmp r9",
    )
}

/// Makes the call that puts the memory back, and resumes. The stack pointer is the parent's from the beginning: a handler
/// that runs when the call is over may use what lies below.
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
        "mov rax, r13",
        "ldmxcsr [rdi + 72]",
        "fldcw [rdi + 76]",
        "mov rbx, [rdi]",
        "mov rbp, [rdi + 8]",
        "mov r12, [rdi + 16]",
        "mov r13, [rdi + 24]",
        "mov r14, [rdi + 32]",
        "mov r15, [rdi + 40]",
        "jmp [rdi + 56]",
        "2:",
        "mov edi, {violation}",
        "mov eax, {exit}",
        "syscall",
        "ud2",
        call = const entry::CAP_CALL,
        exit = const entry::EXIT_PROCESS,
        violation = const VIOLATION,
    )
}
