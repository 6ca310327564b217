//! `Outcome`: the result of one test, and `Summary`, their count.

use crate::expectation::Expectations;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// One test's result; its name is `group/name`.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub name: String,
    pub failure: Option<Failure>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    /// One line.
    pub reason: String,
    /// The end of what the test printed; may be empty.
    pub output: String,
}

impl Outcome {
    pub fn passed(name: impl Into<String>) -> Self {
        Outcome { name: name.into(), failure: None }
    }

    pub fn failed(name: impl Into<String>, reason: impl Into<String>, output: impl Into<String>) -> Self {
        Outcome { name: name.into(), failure: Some(Failure { reason: reason.into(), output: output.into() }) }
    }
}

/// Prints results as they come and counts them.
pub struct Summary<W: Write> {
    out: W,
    expectations: Expectations,
    passed: usize,
    set_apart: usize,
    failed: Vec<String>,
    seen: BTreeSet<String>,
}

impl<W: Write> Summary<W> {
    pub fn new(out: W, expectations: Expectations) -> Self {
        Summary { out, expectations, passed: 0, set_apart: 0, failed: Vec::new(), seen: BTreeSet::new() }
    }

    /// Prints and counts one result. A failure that the list expects passes, or is counted apart if the list says
    /// that the test is none here; a test that the list expects to fail and that passes has failed.
    pub fn add(&mut self, outcome: &Outcome) -> io::Result<()> {
        let name = &outcome.name;
        self.seen.insert(name.clone());
        match (&outcome.failure, self.expectations.get(name)) {
            (None, None) => {
                self.passed += 1;
                writeln!(self.out, "ok      {name}")
            }
            (Some(failure), Some(expected)) if expected.apart => {
                self.set_apart += 1;
                writeln!(self.out, "apart   {name} ({}): {}", expected.reason, failure.reason)
            }
            (Some(failure), Some(expected)) => {
                self.passed += 1;
                let reason = &expected.reason;
                writeln!(self.out, "ok      {name}: fails as expected ({reason}): {}", failure.reason)
            }
            (Some(failure), None) => {
                self.failed.push(name.clone());
                writeln!(self.out, "FAILED  {name}: {}", failure.reason)?;
                for line in failure.output.lines() {
                    writeln!(self.out, "    | {line}")?;
                }
                Ok(())
            }
            (None, Some(expected)) => {
                self.failed.push(name.clone());
                let reason = &expected.reason;
                writeln!(self.out, "FAILED  {name}: passed, but is listed as expected to fail ({reason})")
            }
        }
    }

    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "== {text}")
    }

    /// Counts as failed what the list names in a group that was run whole, and was not among its tests.
    pub fn check_list(&mut self, group: &str) -> io::Result<()> {
        for name in self.expectations.names() {
            let in_group = name.strip_prefix(group).is_some_and(|rest| rest.starts_with('/'));
            if in_group && !self.seen.contains(name) {
                writeln!(self.out, "FAILED  {name}: listed as expected to fail, but there is no such test")?;
                self.failed.push(name.to_owned());
            }
        }
        Ok(())
    }

    /// Prints the failed names and the counts, and says whether all is well.
    pub fn finish(mut self) -> io::Result<bool> {
        if self.passed == 0 && self.failed.is_empty() {
            self.failed.push("(no test was run)".to_owned());
        }
        if self.set_apart > 0 {
            writeln!(self.out, "{} set apart: not tests of this compiler or library", self.set_apart)?;
        }
        if !self.failed.is_empty() {
            writeln!(self.out, "failed:")?;
            for name in &self.failed {
                writeln!(self.out, "  {name}")?;
            }
        }
        writeln!(self.out, "{} passed, {} failed", self.passed, self.failed.len())?;
        Ok(self.failed.is_empty())
    }
}
