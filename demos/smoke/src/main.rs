//! The Rust smoke program: exercises every interface of the schema, each misuse included.
//!
//! Prints TAP. Started again by itself as a child (`smoke child ROLE`), it plays the roles of `child`.
#![no_std]
#![no_main]

extern crate alloc;

mod abi;
mod block_device;
mod check;
mod child;
mod clocks;
mod families;
mod files;
mod local_sockets;
mod memory;
mod network;
mod output;
mod pipes;
mod processes;
mod pseudo_terminals;
mod raw;
mod ring;
mod signals;
mod start;
mod threads;
mod writable_files;

capos_rt::program!(main);

fn main() -> i32 {
    if let Some(status) = child::play() {
        return status;
    }
    let mut check = check::Check::new();
    start::run(&mut check);
    abi::run(&mut check);
    output::run(&mut check);
    clocks::run(&mut check);
    memory::run(&mut check);
    files::run(&mut check);
    writable_files::run(&mut check);
    ring::run(&mut check);
    pipes::run(&mut check);
    local_sockets::run(&mut check);
    network::run(&mut check);
    pseudo_terminals::run(&mut check);
    processes::run(&mut check);
    families::run(&mut check);
    signals::run(&mut check);
    threads::run(&mut check);
    check.finish()
}
