//! The roles that the smoke program plays as its own child.

use core::arch::asm;

use capos_rt::call::Wait;
use capos_rt::schema::abi::Handle;
use capos_rt::schema::abi::memory::Protection;
use capos_rt::schema::methods::{console, timer};
use capos_rt::startup::{capset, granted, granted_any, with_launch};
use capos_rt::{Console, EntropySource, Pipe, Timer, VirtualMemory};

use crate::block_device;
use crate::check::Check;
use crate::raw::{fault, submission};

/// Plays `ROLE` of `smoke child ROLE`; `None` if the program was not started so. Allocates nothing: most children
/// are granted no memory.
pub fn play() -> Option<i32> {
    with_launch(|launch| {
        let arguments = launch.get_arguments()?;
        if arguments.len() != 3 || arguments.get(1)? != b"child" {
            return Ok(None);
        }
        Ok(core::str::from_utf8(arguments.get(2)?).ok().map(play_role))
    })
    .ok()?
}

fn play_role(role: &str) -> i32 {
    if let Some(status) = role.strip_prefix("exit ") {
        return status.parse().unwrap_or(99);
    }
    match role {
        "panic" => panic!("on purpose"),
        "null" => touch(0),
        "kernel" => touch(0xffff_8000_0000_0000),
        "text" => overwrite(play as *const () as u64),
        "execute" => execute(&mut [0xc3; 16]),
        "overflow" => i32::from(recurse(1) == 0),
        // SAFETY: each of these ends the process with a fault, as it is meant to.
        "opcode" => unsafe { asm!("ud2", options(noreturn)) },
        // SAFETY: as above.
        "privileged" => unsafe { asm!("cli", "hlt", options(noreturn)) },
        "syscall" => unknown_entry(),
        "capset" => i32::from(capset().len() != 1 || granted_any::<Console>().is_none()),
        "disk" => {
            let mut check = Check::new();
            block_device::run(&mut check);
            check.finish()
        }
        "guess" => guess(),
        "sparse" => sparse().unwrap_or(1),
        "spin" => loop {
            core::hint::spin_loop();
        },
        "echo" => echo().unwrap_or(1),
        "sleep" => {
            granted_any::<Timer>().map_or(98, |timer| i32::from(timer.sleep_until(u64::MAX - 1).is_err()))
        }
        _ => 97,
    }
}

fn touch(address: u64) -> i32 {
    // SAFETY: ends the process with a fault, as it is meant to.
    unsafe { i32::from((address as *const u8).read_volatile()) }
}

fn overwrite(address: u64) -> i32 {
    // SAFETY: as in `touch`.
    unsafe { (address as *mut u8).write_volatile(0) };
    0
}

fn execute(code: &mut [u8]) -> i32 {
    // SAFETY: as in `touch`: the stack is not executable.
    unsafe { asm!("call {}", in(reg) code.as_mut_ptr(), clobber_abi("C")) };
    0
}

#[allow(unconditional_recursion)]
#[inline(never)]
fn recurse(depth: u64) -> u64 {
    let frame = core::hint::black_box([depth; 128]);
    recurse(depth + 1) + frame[(depth % 128) as usize]
}

fn unknown_entry() -> i32 {
    let status: u64;
    // SAFETY: no entry has this number, so nothing happens but an answer.
    unsafe {
        asm!("syscall", inlateout("rax") 999_u64 => status, lateout("rdx") _, lateout("rsi") _, lateout("rcx") _, lateout("r11") _);
    }
    i32::from(status as u32 == 0)
}

/// Tries handles of every low slot and generation, as Console and as Timer.
fn guess() -> i32 {
    let own = capset().first().map(|entry| entry.handle);
    for index in 0..512 {
        for generation in 0..4 {
            let handle = Handle::new(index, generation);
            if Some(handle.bits()) == own {
                continue;
            }
            if fault(&submission::<console::Write>(handle)).is_none()
                || fault(&submission::<timer::Now>(handle)).is_none()
            {
                return 1;
            }
        }
    }
    0
}

/// Sends what comes in out again, until nothing comes any more.
fn echo() -> Option<i32> {
    let (input, output) = (granted::<Pipe>("in")?, granted::<Pipe>("out")?);
    let mut buffer = [0; 3000];
    loop {
        let count = input.read(&mut buffer, Wait::Block).ok()?;
        if count == 0 {
            return Some(0);
        }
        output.write(&buffer[..count], Wait::Block).ok()?;
    }
}

/// Touches pages that are far apart and gives each back: what stays is a page table each, and those count against
/// the quota too. 0 if the quota ended it; touching through a call, since a refusal would end the program.
fn sparse() -> Option<i32> {
    /// What one table of pages maps.
    const APART: u64 = 2 << 20;
    let (memory, entropy) = (granted_any::<VirtualMemory>()?, granted_any::<EntropySource>()?);
    let tries = memory.usage().ok()?.quota_pages + 64;
    let start = memory.reserve(0, tries * APART, APART).ok()?;
    let refused = (0..tries).find_map(|index| {
        let page = start + index * APART;
        // SAFETY: the page is this loop's, readable and writable once it is committed.
        let byte = || unsafe { core::slice::from_raw_parts_mut(page as *mut u8, 1) };
        let committed = memory.commit(page, 4096, Protection::READ | Protection::WRITE);
        let touched = committed.and_then(|()| entropy.fill(byte()));
        // SAFETY: nothing uses the page any more.
        touched.and_then(|()| unsafe { memory.decommit(page, 4096) }).err()
    });
    Some(if refused.is_some() { 0 } else { 2 })
}
