//! Runs programs apart from each other: each leads a session of its own in folders of its own, and several run at a
//! time. What one writes is printed when it has ended. The supervisor is more urgent than any of them, so that it ends
//! those in time that leave the processor to nobody.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use capos_rt::call::Wait;
use capos_rt::startup::granted;
use capos_rt::{
    Capability, Changes, Child, ChildState, Children, Error, ExitStatus, Namespace, ProcessSpawner, Result,
    SelfProcess, Signal, Target, println,
};

use crate::deadline::Watch;
use crate::launch;
use crate::outcome::Outcome;
use crate::place::Place;
use crate::report::Report;

const KILL: Signal = Signal { number: 9, code: 0, value: 0 };

/// `SCHED_FIFO`, and the highest of its priorities.
const FIFO: u8 = 1;
const MOST_URGENT: u8 = 99;

/// As the list says it.
pub struct Planned<'a> {
    name: &'a str,
    arguments: &'a str,
    /// How many programs run at a time while this one does.
    crowd: usize,
    seconds: u64,
}

impl<'a> Planned<'a> {
    pub fn of(line: &'a str) -> core::result::Result<Self, String> {
        let mut words = line.splitn(4, ' ');
        let mut number = || words.next().and_then(|word| word.parse::<u32>().ok());
        match (number(), number(), words.next()) {
            (Some(crowd @ 1..), Some(seconds), Some(name)) => Ok(Planned {
                name,
                arguments: words.next().unwrap_or(""),
                crowd: crowd as usize,
                seconds: seconds.into(),
            }),
            _ => Err(format!("{line:?} is not `CROWD SECONDS NAME [ARGUMENTS]`")),
        }
    }
}

pub struct Apart<'a> {
    pub spawner: &'a Capability<ProcessSpawner>,
    pub root: &'a Capability<Namespace>,
    pub directory: &'a str,
    /// Where the files are that a program finds.
    pub files: &'a str,
}

/// A program that has not ended, and leads its process group.
struct Running<'a> {
    planned: Planned<'a>,
    process: u64,
    /// `None` when it is over and the program has been killed.
    deadline: Option<u64>,
    place: Place,
}

impl Planned<'_> {
    /// Whether it and those that run let each other run.
    fn fits_beside(&self, running: &[Running<'_>]) -> bool {
        let crowd = running.iter().map(|program| program.planned.crowd).fold(self.crowd, usize::min);
        running.len() < crowd
    }
}

impl Apart<'_> {
    pub fn run(
        &self,
        planned: Vec<Planned<'_>>,
        watch: &mut Watch,
        report: &mut Report,
    ) -> core::result::Result<(), String> {
        let own = granted::<SelfProcess>("self").ok_or("no SelfProcess was granted")?;
        own.set_scheduling(Target::Thread, 0, FIFO, MOST_URGENT)
            .map_err(|error| format!("becoming urgent: {error:?}"))?;
        let mut waiting = planned.into_iter().enumerate().peekable();
        let mut running: Vec<Running<'_>> = Vec::new();
        loop {
            while let Some((number, next)) = waiting.next_if(|(_, next)| next.fits_beside(&running)) {
                println!("# Starts: {}", next.name);
                match self.start(number, next, watch) {
                    Ok(started) => running.push(started),
                    Err((name, error)) => report.result(name, "", &Outcome::NotRun(error)),
                }
            }
            if running.is_empty() {
                return Ok(());
            }
            self.wait(&own, &mut running, watch, report).map_err(|error| format!("waiting: {error:?}"))?;
        }
    }

    /// An error comes with the program's name.
    fn start<'a>(
        &self,
        number: usize,
        planned: Planned<'a>,
        watch: &Watch,
    ) -> core::result::Result<Running<'a>, (&'a str, Error)> {
        let name = planned.name;
        let started = (|| {
            let place = Place::make(self.root, number)?;
            place.furnish(self.root, &format!("{}/{name}", self.files))?;
            let program = format!("{}/{name}", self.directory);
            let process = launch::start_apart(self.spawner, &program, planned.arguments, &place)?;
            Ok((place, process, watch.in_seconds(planned.seconds)?))
        })();
        let (place, process, deadline) = started.map_err(|error| (name, error))?;
        Ok(Running { planned, process, deadline: Some(deadline), place })
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
            (None, _) => Outcome::TimedOut(program.planned.seconds),
            (_, ChildState::Ended(status)) => Outcome::Ended(status),
            (_, ChildState::Stopped(_) | ChildState::Continued) => Outcome::Ended(ExitStatus::Killed),
        };
        let output = program.place.shown().unwrap_or_else(|error| format!("no output: {error:?}"));
        report.result(program.planned.name, &output, &outcome);
        if let Err(error) = program.place.remove(self.root) {
            println!("# {} left files: {error:?}", program.planned.name);
        }
    }
}
