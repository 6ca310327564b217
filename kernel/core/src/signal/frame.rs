//! The frame of a handler: `siginfo_t`, `ucontext_t` and floating-point state on the user's stack.
//!
//! From the lowest address: a return address of 0, the `siginfo_t`, the `ucontext_t`, the XSAVE area.

use capos_hal::context::UserContext;
use capos_hal::{Registers, UserAddress, user};
use capos_schema::abi::signal::{INFO_SIZE, ThreadSignals, context as layout};

use super::dispositions::{Unreadable, end_wait_mask, set_blocked};
use super::{Dispositions, SignalInfo, SignalSet};
use crate::thread::Thread;

/// Bytes below the stack pointer that a function may use without moving it (psABI).
const RED_ZONE: u64 = 128;
const XSAVE_ALIGNMENT: u64 = 64;
/// Segment selectors of user mode: CS and SS as `gregs[REG_CSGSFS]` packs them.
const SELECTORS: u64 = 0x33 | 0x2b << 48;
/// Flags that the psABI wants clear at a function's entry, and that would trap in it.
const DIRECTION: u64 = 1 << 10;
const TRAP_FLAG: u64 = 1 << 8;
/// Where the context is in what lies above the stack pointer.
const CONTEXT: usize = 8 + INFO_SIZE;
const ON_STACK: u32 = 1;
const DISABLED: u32 = 2;

/// What the processor said about the fault that a signal tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Trap {
    pub error_code: u64,
    pub vector: u64,
    pub address: u64,
}

/// The stack cannot take the frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoRoom;

/// Makes the context enter the program's handlers; `kept` is the mask that holds again when the handler returns.
pub fn push(
    thread: &Thread,
    context: &mut UserContext,
    dispositions: &Dispositions,
    info: SignalInfo,
    kept: SignalSet,
    trap: Trap,
) -> Result<(), NoRoom> {
    let extended_size = context.extended_state().len() as u64;
    let registers = *context.registers();
    let stack = dispositions.thread;
    let is_on_stack = contains(&stack, registers.rsp);
    let switches = dispositions.enters_on_stack(info.signal) && !is_on_stack;
    let top = if switches {
        stack.stack_base.checked_add(stack.stack_size).ok_or(NoRoom)?
    } else {
        registers.rsp.wrapping_sub(RED_ZONE)
    };
    let extended = top.wrapping_sub(extended_size) / XSAVE_ALIGNMENT * XSAVE_ALIGNMENT;
    let context_address = extended.wrapping_sub(layout::SIZE as u64) / 16 * 16;
    let info_address = context_address.wrapping_sub(INFO_SIZE as u64);
    let stack_pointer = context_address.wrapping_sub(CONTEXT as u64);
    if (switches || is_on_stack) && stack_pointer < stack.stack_base {
        return Err(NoRoom);
    }
    let put =
        |address: u64, bytes: &[u8]| user::copy_out(UserAddress::new(address), bytes).map_err(|_| NoRoom);
    put(extended, context.extended_state())?;
    // The rest lies together: the return address, the information, the context.
    let mut record = [0; CONTEXT + layout::USED];
    record[8..CONTEXT].copy_from_slice(&info.encode());
    encode(&mut record[CONTEXT..], &registers, &stack, is_on_stack, extended, kept, trap);
    put(stack_pointer, &record)?;
    set_blocked(thread, SignalSet::ALL).map_err(|_| NoRoom)?;
    if dispositions.waits_with_mask() {
        end_wait_mask(thread).map_err(|_| NoRoom)?;
    }
    *context.registers_mut() = Registers {
        rip: dispositions.process.entry,
        rsp: stack_pointer,
        rdi: info.signal.into(),
        rsi: info_address,
        rdx: context_address,
        rflags: registers.rflags & !(DIRECTION | TRAP_FLAG),
        ..registers
    };
    Ok(())
}

/// Gives the thread back what a frame kept.
pub fn restore(thread: &Thread, context: &mut UserContext, address: u64) -> Result<(), Unreadable> {
    let mut bytes = [0; layout::USED];
    user::copy_in(UserAddress::new(address), &mut bytes).map_err(|_| Unreadable)?;
    let word = |offset: usize| {
        let mut word = [0; 8];
        word.copy_from_slice(&bytes[offset..offset + 8]);
        u64::from_le_bytes(word)
    };
    let extended = word(layout::FLOATING_POINT);
    if extended != 0 {
        let fill = |area: &mut [u8]| user::copy_in(UserAddress::new(extended), area).map_err(|_| Unreadable);
        context.replace_extended_state(fill)?;
    }
    let general = |index: usize| word(layout::REGISTERS + index * 8);
    *context.registers_mut() = Registers {
        r8: general(0),
        r9: general(1),
        r10: general(2),
        r11: general(3),
        r12: general(4),
        r13: general(5),
        r14: general(6),
        r15: general(7),
        rdi: general(8),
        rsi: general(9),
        rbp: general(10),
        rbx: general(11),
        rdx: general(12),
        rax: general(13),
        rcx: general(14),
        rsp: general(15),
        rip: general(16),
        rflags: general(17),
    };
    set_blocked(thread, SignalSet(word(layout::MASK)))
}

fn contains(stack: &ThreadSignals, address: u64) -> bool {
    stack.stack_size != 0 && address.wrapping_sub(stack.stack_base) <= stack.stack_size
}

fn encode(
    bytes: &mut [u8],
    registers: &Registers,
    stack: &ThreadSignals,
    is_on_stack: bool,
    extended: u64,
    mask: SignalSet,
    trap: Trap,
) {
    let mut put = |offset: usize, word: u64| bytes[offset..offset + 8].copy_from_slice(&word.to_le_bytes());
    let flags = match (stack.stack_size, is_on_stack) {
        (0, _) => DISABLED,
        (_, true) => ON_STACK,
        (_, false) => 0,
    };
    put(layout::STACK, stack.stack_base);
    put(layout::STACK + 8, flags.into());
    put(layout::STACK + 16, stack.stack_size);
    let general = [
        registers.r8,
        registers.r9,
        registers.r10,
        registers.r11,
        registers.r12,
        registers.r13,
        registers.r14,
        registers.r15,
        registers.rdi,
        registers.rsi,
        registers.rbp,
        registers.rbx,
        registers.rdx,
        registers.rax,
        registers.rcx,
        registers.rsp,
        registers.rip,
        registers.rflags,
        SELECTORS,
        trap.error_code,
        trap.vector,
        0,
        trap.address,
    ];
    for (index, word) in general.into_iter().enumerate() {
        put(layout::REGISTERS + index * 8, word);
    }
    put(layout::FLOATING_POINT, extended);
    put(layout::MASK, mask.0);
}
