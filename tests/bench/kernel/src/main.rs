//! What the kernel's own operations cost: the capOS side of `tests/bench/linux/kernel_bench.c`.
//!
//! Prints `name value unit iterations` lines. Under QEMU's `-icount shift=0` a nanosecond is an instruction.
#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec;

use capos_rt::call::{Wait, ZERO_WORD};
use capos_rt::clock::MonotonicClock;
use capos_rt::startup::{granted_any, with_launch};
use capos_rt::{
    Capability, ExitStatus, ProcessHandle, ProcessSpawner, Quota, SystemInfo, Timer,
    encode_launch_parameters, entry, println,
};

capos_rt::program!(main);

const PROGRAM: &str = "bin/bench";

fn main() -> i32 {
    match role() {
        Role::Bench => {}
        Role::Exit => return 0,
        Role::Yield => return yield_for_ever(),
    }
    println!("USERSPACE");
    let Some(bench) = Bench::new() else {
        println!("bench: needs Timer, SystemInfo and ProcessSpawner");
        return 1;
    };
    bench.measure("null_call", 100_000, |bench| bench.system.ping().is_ok());
    bench.measure("clock_read", 100_000, |bench| bench.clock.now() > 0);
    bench.measure("spawn_native", 200, Bench::spawn_wait);
    bench.switches();
    0
}

enum Role {
    Bench,
    Exit,
    Yield,
}

/// By the first argument after the program's name. Allocates nothing: children are granted no memory.
fn role() -> Role {
    let role = with_launch(|launch| {
        let arguments = launch.get_arguments()?;
        Ok(match if arguments.len() > 1 { arguments.get(1)? } else { b"" } {
            b"exit" => Role::Exit,
            b"yield" => Role::Yield,
            _ => Role::Bench,
        })
    });
    role.unwrap_or(Role::Bench)
}

fn yield_cpu() -> bool {
    // SAFETY: nothing is taken from the ring, so no memory is named.
    unsafe { entry::cap_enter(0, 0, 0) }.is_ok()
}

/// The partner of `switches`: its parent kills it.
fn yield_for_ever() -> i32 {
    loop {
        yield_cpu();
    }
}

struct Bench {
    clock: MonotonicClock,
    system: core::mem::ManuallyDrop<Capability<SystemInfo>>,
    spawner: core::mem::ManuallyDrop<Capability<ProcessSpawner>>,
}

impl Bench {
    fn new() -> Option<Self> {
        Some(Bench {
            clock: granted_any::<Timer>()?.clock().ok()?,
            system: granted_any()?,
            spawner: granted_any()?,
        })
    }

    /// Runs an operation `count` times after a few for warming up; prints what one took.
    fn measure(&self, name: &str, count: u64, operation: impl Fn(&Self) -> bool) {
        for _ in 0..3 {
            if !operation(self) {
                return println!("{name} - FAIL 0");
            }
        }
        let start = self.clock.now();
        for _ in 0..count {
            if !operation(self) {
                return println!("{name} - FAIL 0");
            }
        }
        println!("{name} {} ns/op {count}", (self.clock.now() - start) / count);
    }

    fn spawn(&self, role: &str) -> Option<Capability<ProcessHandle>> {
        let mut room = vec![ZERO_WORD; 32];
        let launch = encode_launch_parameters(&mut room, &[b"bench", role.as_bytes()], &[], b"/", &[])?;
        self.spawner.spawn(PROGRAM, &[], Quota::default(), launch).ok()
    }

    fn spawn_wait(&self) -> bool {
        self.spawn("exit").is_some_and(|child| child.wait(Wait::Block) == Ok(ExitStatus::Exited(0)))
    }

    /// Two processes that give each other the CPU: one yield is one switch of address space.
    fn switches(&self) {
        let Some(partner) = self.spawn("yield") else { return println!("yield_2proc - FAIL 0") };
        let count = 20_000;
        for _ in 0..10 {
            yield_cpu();
        }
        let start = self.clock.now();
        for _ in 0..count {
            yield_cpu();
        }
        println!("yield_2proc {} ns/op {}", (self.clock.now() - start) / (2 * count), 2 * count);
        let _ = partner.kill();
        let _ = partner.wait(Wait::Block);
    }
}
