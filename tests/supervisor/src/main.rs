//! The test supervisor: runs the programs that a list names, each as a process of its own under a time limit,
//! and prints TAP that `tests/runner` reads (`supervised.rs` there shows it).
//!
//! `supervisor LIST DIRECTORY SECONDS`: LIST has a name a line, and the program's arguments if it takes any; the program of
//! a name is DIRECTORY/NAME. `supervisor LIST DIRECTORY apart FILES`: several run at a time, apart from each other. There a
//! line begins with how many may be running beside each other while this one does, and its time limit in seconds; what
//! FILES/NAME has is copied to where the program runs.
#![no_std]
#![no_main]

extern crate alloc;

mod apart;
mod deadline;
mod launch;
mod outcome;
mod place;
mod report;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use capos_rt::call::Wait;
use capos_rt::startup::{granted, with_launch};
use capos_rt::{Error, Namespace, ProcessSpawner, Result, println};

use crate::apart::{Apart, Planned};
use crate::deadline::Watch;
use crate::outcome::Outcome;
use crate::report::Report;

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
    let (list, directory, seconds, files) = match arguments.as_slice() {
        [_, list, directory, seconds] => (list, directory, number(seconds)?, None),
        [_, list, directory, how, files] if how == "apart" => (list, directory, 0, Some(files)),
        _ => {
            return Err(format!("usage: supervisor LIST DIRECTORY SECONDS | apart FILES, not {arguments:?}"));
        }
    };
    let names = read(list).map_err(|error| format!("{list}: {error:?}"))?;
    let lines: Vec<&str> = names.lines().filter(|line| !line.is_empty()).collect();
    let spawner = granted::<ProcessSpawner>("spawner").ok_or("no ProcessSpawner was granted")?;
    let mut watch = Watch::new().ok_or("no Timer was granted")?;
    let mut report = Report::default();

    println!("1..{}", lines.len());
    if let Some(files) = files {
        let root = granted::<Namespace>("root").ok_or("no Namespace was granted")?;
        let apart = Apart { spawner: &spawner, root: &root, directory, files };
        let programs: core::result::Result<Vec<_>, String> =
            lines.iter().map(|line| Planned::of(line)).collect();
        apart.run(programs?, &mut watch, &mut report)?;
        return Ok(report.failed);
    }
    for line in lines {
        let (name, arguments) = line.split_once(' ').unwrap_or((line, ""));
        report.begin(name);
        let outcome = launch::start(&spawner, &format!("{directory}/{name}"), arguments)
            .and_then(|process| watch.wait(&process, seconds))
            .unwrap_or_else(Outcome::NotRun);
        report.end(name, &outcome);
    }
    Ok(report.failed)
}

fn number(text: &str) -> core::result::Result<u64, String> {
    text.parse().map_err(|_| format!("{text:?} is not a number"))
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
