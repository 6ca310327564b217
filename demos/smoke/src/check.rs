//! `Check`: counts and prints results as TAP.

use core::fmt::Debug;

use capos_rt::println;

pub struct Check {
    count: u32,
    failed: u32,
}

impl Check {
    pub fn new() -> Self {
        Check { count: 0, failed: 0 }
    }

    pub fn that(&mut self, holds: bool, what: &str) {
        self.count += 1;
        if holds {
            println!("ok {} - {what}", self.count);
        } else {
            self.failed += 1;
            println!("not ok {} - {what}", self.count);
        }
    }

    /// `found` is what was expected; tells what it was if not.
    pub fn equal<T: PartialEq + Debug>(&mut self, found: T, expected: T, what: &str) {
        let holds = found == expected;
        self.that(holds, what);
        if !holds {
            println!("# found {found:?}, expected {expected:?}");
        }
    }

    /// The operation worked; its result if so.
    pub fn works<T, E: Debug>(&mut self, result: Result<T, E>, what: &str) -> Option<T> {
        self.that(result.is_ok(), what);
        result.map_err(|error| println!("# {error:?}")).ok()
    }

    /// Ends the plan; the exit status of the program.
    pub fn finish(self) -> i32 {
        println!("1..{}", self.count);
        i32::from(self.failed > 0)
    }
}
