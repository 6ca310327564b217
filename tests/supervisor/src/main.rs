//! The test supervisor: runs the programs that a list names, each as a process of its own under a time limit,
//! and prints TAP that `tests/runner` reads (`supervised.rs` there shows it).
//!
//! `supervisor LIST DIRECTORY SECONDS`: LIST has a name a line, and the program's arguments if it takes any; the program
//! of a name is DIRECTORY/NAME.
#![no_std]
#![no_main]

extern crate alloc;

mod deadline;
mod launch;
mod outcome;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use capos_rt::call::Wait;
use capos_rt::startup::{granted, with_launch};
use capos_rt::{Error, Namespace, ProcessSpawner, Result, println};

use crate::deadline::Limit;
use crate::outcome::Outcome;

capos_rt::program!(main);

/// Statuses of the supervisor: all programs ended well, some did not, or it could not do its work.
const ALL_WELL: i32 = 0;
const SOME_FAILED: i32 = 1;
const NOT_RUN: i32 = 2;

fn main() -> i32 {
    match run() {
        Ok(0) => ALL_WELL,
        Ok(_) => SOME_FAILED,
        Err(reason) => {
            println!("Bail out! {reason}");
            NOT_RUN
        }
    }
}

/// Answers how many programs did not end well.
fn run() -> core::result::Result<usize, String> {
    let arguments = arguments().map_err(|error| format!("no arguments: {error:?}"))?;
    let [_, list, directory, seconds] = arguments.as_slice() else {
        return Err(format!("usage: supervisor LIST DIRECTORY SECONDS, not {arguments:?}"));
    };
    let seconds = seconds.parse().map_err(|_| format!("{seconds:?} is not a number of seconds"))?;
    let names = read(list).map_err(|error| format!("{list}: {error:?}"))?;
    let lines: Vec<&str> = names.lines().filter(|line| !line.is_empty()).collect();
    let spawner = granted::<ProcessSpawner>("spawner").ok_or("no ProcessSpawner was granted")?;
    let mut limit = Limit::new(seconds).ok_or("no Timer was granted")?;

    println!("1..{}", lines.len());
    let mut failed = 0;
    for (index, line) in lines.iter().enumerate() {
        let (name, arguments) = line.split_once(' ').unwrap_or((line, ""));
        println!("# Subtest: {name}");
        let outcome = launch::start(&spawner, &format!("{directory}/{name}"), arguments)
            .and_then(|process| limit.wait(&process))
            .unwrap_or_else(Outcome::NotRun);
        let word = if outcome.is_success() { "ok" } else { "not ok" };
        println!("{word} {} - {name} # {outcome}", index + 1);
        failed += usize::from(!outcome.is_success());
    }
    Ok(failed)
}

fn arguments() -> Result<Vec<String>> {
    with_launch(|launch| {
        let texts = launch.get_arguments()?.iter().filter_map(core::result::Result::ok);
        Ok(texts.map(|text| String::from_utf8_lossy(text).into_owned()).collect())
    })
}

fn read(path: &str) -> Result<String> {
    let namespace = granted::<Namespace>("root").ok_or(Error::BadResults)?;
    let file = namespace.open(path.as_bytes(), 0, 0)?;
    let mut content = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match file.read(&mut buffer, Wait::Block)? {
            0 => return Ok(String::from_utf8_lossy(&content).into_owned()),
            count => content.extend(&buffer[..count]),
        }
    }
}
