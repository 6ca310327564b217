//! A kernel that tests the machine's backend: it boots, runs small user programs and checks what they did.
//!
//! `make hal-test` boots it in QEMU; the exit status is 0 if every test passed. The command line can ask for
//! something else: to `panic`, to `overflow` the stack, or to print the `input` that arrives on the serial line.
#![cfg_attr(target_os = "none", no_std, no_main)]

#[cfg(target_os = "none")]
extern crate alloc;

#[cfg(target_os = "none")]
mod kernel;
#[cfg(target_os = "none")]
mod programs;

#[cfg(not(target_os = "none"))]
fn main() {
    println!("The self-test runs on the machine: make hal-test");
}
