//! The test runner: every group of tests that `make test` runs, and the one place that starts QEMU.
//!
//! `machine` boots packages; `process` runs programs of the build machine; both watch time limits and leave
//! nothing running. `tap` and `verdict` say what an output and an end mean; `group` holds the kinds of tests,
//! `suite` the programs of others; `outcome` and `expectation` make the results the last line counts.
#![forbid(unsafe_code)]

pub mod compile;
pub mod expectation;
pub mod group;
pub mod layout;
pub mod machine;
pub mod outcome;
pub mod process;
pub mod suite;
pub mod supervised;
pub mod tap;
pub mod text;
