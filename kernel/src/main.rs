//! The kernel binary: the hardware layer boots and calls the core.
#![cfg_attr(target_os = "none", no_std, no_main)]

#[cfg(target_os = "none")]
mod start;

#[cfg(not(target_os = "none"))]
fn main() {
    eprintln!("The kernel runs on the machine only: make run");
    std::process::exit(1);
}
