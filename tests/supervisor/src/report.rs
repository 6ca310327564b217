//! `Report`: the result lines, numbered and counted.

use capos_rt::println;

use crate::outcome::Outcome;

#[derive(Default)]
pub struct Report {
    count: usize,
    pub failed: usize,
}

impl Report {
    /// What a program prints follows.
    pub fn begin(&self, name: &str) {
        println!("# Subtest: {name}");
    }

    pub fn end(&mut self, name: &str, outcome: &Outcome) {
        self.count += 1;
        self.failed += usize::from(!outcome.is_success());
        let word = if outcome.is_success() { "ok" } else { "not ok" };
        println!("{word} {} - {name} # {outcome}", self.count);
    }

    /// Of a program whose output was collected.
    pub fn result(&mut self, name: &str, output: &str, outcome: &Outcome) {
        self.begin(name);
        if !output.is_empty() {
            println!("{}", output.trim_end_matches('\n'));
        }
        self.end(name, outcome);
    }
}
