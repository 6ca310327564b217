//! Which signal a fault of the processor is.

use capos_hal::vector;

use super::{SignalInfo, code, number};
use crate::memory::Absence;

/// Of a page fault also why the page is not there; of a floating-point one the state that tells which it was.
pub fn of_fault(vector: u8, address: u64, absence: Absence, extended_state: &[u8]) -> SignalInfo {
    let (signal, code) = match vector {
        vector::PAGE_FAULT => match absence {
            Absence::NotMapped => (number::SEGV, code::NOT_MAPPED),
            Absence::NotPermitted => (number::SEGV, code::NOT_PERMITTED),
            Absence::BehindEnd => (number::BUS, code::NO_SUCH_ADDRESS),
        },
        vector::DIVIDE => (number::FPE, code::INTEGER_DIVISION),
        vector::X87_FLOATING_POINT => (number::FPE, floating_point(x87_exceptions(extended_state))),
        vector::SIMD_FLOATING_POINT => (number::FPE, floating_point(simd_exceptions(extended_state))),
        vector::INVALID_OPCODE => (number::ILL, code::ILLEGAL_OPERAND),
        vector::ALIGNMENT_CHECK => (number::BUS, code::MISALIGNED),
        vector::DEBUG => (number::TRAP, code::TRACE),
        vector::BREAKPOINT => (number::TRAP, code::KERNEL),
        // A segment, an address that is not canonical, an instruction that is not for user mode.
        _ => (number::SEGV, code::KERNEL),
    };
    let value = if signal == number::SEGV && code == code::KERNEL { 0 } else { address };
    SignalInfo { signal, code, value, ..SignalInfo::default() }
}

/// Status word with the masked exceptions taken out; both words are at the beginning of an XSAVE area.
fn x87_exceptions(state: &[u8]) -> u32 {
    match state {
        [control_low, _, status_low, ..] => u32::from(status_low & !control_low),
        _ => 0,
    }
}

/// MXCSR has six flags, and seven bits higher what masks them.
fn simd_exceptions(state: &[u8]) -> u32 {
    let Some(&[a, b, c, d]) = state.get(24..28) else { return 0 };
    let mxcsr = u32::from_le_bytes([a, b, c, d]);
    mxcsr & !(mxcsr >> 7)
}

fn floating_point(exceptions: u32) -> i32 {
    const INVALID: u32 = 1;
    const DENORMAL: u32 = 2;
    const DIVISION: u32 = 4;
    const OVERFLOW: u32 = 8;
    const UNDERFLOW: u32 = 16;
    let codes = [
        (INVALID, code::INVALID),
        (DIVISION, code::DIVISION),
        (OVERFLOW, code::OVERFLOW),
        (UNDERFLOW | DENORMAL, code::UNDERFLOW),
    ];
    codes.iter().find(|(bits, _)| exceptions & bits != 0).map_or(code::INEXACT, |(_, code)| *code)
}
