//! Runs programs apart from each other: each leads a session of its own in folders of its own, and several run at a
//! time. What one writes is printed when it has ended.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use capos_rt::call::Wait;
use capos_rt::startup::granted;
use capos_rt::{
    Capability, Changes, Child, ChildState, Children, ExitStatus, Namespace, ProcessSpawner, Result,
    SelfProcess, Signal, Target, println,
};

use crate::deadline::Watch;
use crate::launch;
use crate::outcome::Outcome;
use crate::place::Place;
use crate::report::Report;

const KILL: Signal = Signal { number: 9, code: 0, value: 0 };

pub struct Apart<'a> {
    pub spawner: &'a Capability<ProcessSpawner>,
    pub root: &'a Capability<Namespace>,
    pub directory: &'a str,
    /// Where the files are that a program finds.
    pub files: &'a str,
    pub seconds: u64,
    /// How many run at a time.
    pub jobs: usize,
}

/// A program that has not ended, and leads its process group.
struct Running<'a> {
    name: &'a str,
    process: u64,
    /// `None` when it is over and the program has been killed.
    deadline: Option<u64>,
    place: Place,
}

impl Apart<'_> {
    /// Runs the programs of the lines.
    pub fn run(
        &self,
        lines: &[&str],
        watch: &mut Watch,
        report: &mut Report,
    ) -> core::result::Result<(), String> {
        let own = granted::<SelfProcess>("self").ok_or("no SelfProcess was granted")?;
        let mut waiting = lines.iter().enumerate();
        let mut running: Vec<Running<'_>> = Vec::new();
        loop {
            while running.len() < self.jobs {
                let Some((number, line)) = waiting.next() else { break };
                let (name, arguments) = line.split_once(' ').unwrap_or((line, ""));
                println!("# Starts: {name}");
                match self.start(number, name, arguments, watch) {
                    Ok(started) => running.push(started),
                    Err(error) => report.result(name, "", &Outcome::NotRun(error)),
                }
            }
            if running.is_empty() {
                return Ok(());
            }
            self.wait(&own, &mut running, watch, report).map_err(|error| format!("waiting: {error:?}"))?;
        }
    }

    fn start<'a>(&self, number: usize, name: &'a str, arguments: &str, watch: &Watch) -> Result<Running<'a>> {
        let place = Place::make(self.root, number)?;
        place.furnish(self.root, &format!("{}/{name}", self.files))?;
        let program = format!("{}/{name}", self.directory);
        let process = launch::start_apart(self.spawner, &program, arguments, &place)?;
        Ok(Running { name, process, deadline: Some(watch.in_seconds(self.seconds)?), place })
    }

    /// Waits until one has ended or has run for too long.
    fn wait(
        &self,
        own: &Capability<SelfProcess>,
        running: &mut Vec<Running<'_>>,
        watch: &mut Watch,
        report: &mut Report,
    ) -> Result<()> {
        let next = running.iter().filter_map(|program| program.deadline).min().unwrap_or(u64::MAX);
        watch.until_readable(own.handle(), next)?;
        let ended = Changes { ended: true, ..Changes::default() };
        while let Ok(child) = own.wait_child(Children::Any, 0, ended, Wait::Never) {
            if let Some(index) = running.iter().position(|program| program.process == child.process) {
                self.finish(running.swap_remove(index), &child, own, report);
            }
        }
        for program in running {
            if let Some(deadline) = program.deadline
                && watch.is_over(deadline)?
            {
                own.signal(Target::Group, program.process, KILL)?;
                program.deadline = None;
            }
        }
        Ok(())
    }

    fn finish(
        &self,
        program: Running<'_>,
        child: &Child,
        own: &Capability<SelfProcess>,
        report: &mut Report,
    ) {
        // Whoever is left of its group ends with it.
        let _ = own.signal(Target::Group, program.process, KILL);
        let outcome = match (program.deadline, child.state) {
            (None, _) => Outcome::TimedOut(self.seconds),
            (_, ChildState::Ended(status)) => Outcome::Ended(status),
            (_, ChildState::Stopped(_) | ChildState::Continued) => Outcome::Ended(ExitStatus::Killed),
        };
        let output = program.place.shown().unwrap_or_else(|error| format!("no output: {error:?}"));
        report.result(program.name, &output, &outcome);
        if let Err(error) = program.place.remove(self.root) {
            println!("# {} left files: {error:?}", program.name);
        }
    }
}
