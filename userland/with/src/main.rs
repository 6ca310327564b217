//! `with`: runs a program with less than this process holds.
//!
//! `with [--ro DIRECTORY]… [--rw DIRECTORY]… [--no-net] [--no-fork] [--drop NAME]… [--] PROGRAM [ARGUMENT]…`
//!
//! It gives its own grants on, narrower ones in the place of some, and becomes the program.
#![no_std]
#![no_main]

extern crate alloc;

mod launch;
mod message;
mod options;
mod program;
mod tree;

use alloc::vec::Vec;
use core::fmt::Write;

use capos_rt::StandardStream;

use crate::launch::Inherited;
use crate::message::{Message, explain};
use crate::options::{Options, USAGE};

capos_rt::program!(main);

/// What a shell answers for a command that it can not run.
const NOT_RUN: i32 = 126;
const MISUSED: i32 = 2;

fn main() -> i32 {
    let inherited = match Inherited::read() {
        Ok(inherited) => inherited,
        Err(error) => return refuse(&explain(b"launch parameters", error), NOT_RUN),
    };
    let arguments: Vec<&[u8]> = inherited.arguments.iter().map(Vec::as_slice).collect();
    let options = match Options::parse(&arguments) {
        Ok(options) => options,
        Err(message) => return refuse(&message, MISUSED),
    };
    if options.help {
        let _ = StandardStream::OUTPUT.write_all(USAGE.as_bytes());
        return 0;
    }
    match launch::run(&inherited, &options) {
        Ok(never) => match never {},
        Err(message) => refuse(&message, NOT_RUN),
    }
}

fn refuse(message: &Message, status: i32) -> i32 {
    let mut errors = StandardStream::ERROR;
    let _ = writeln!(errors, "with: {message}");
    status
}
