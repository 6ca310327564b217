//! The terminal's line discipline: pure state machines, without a device.

pub mod attributes;
mod byte_queue;
mod editing;
mod input;
mod job_control;
mod line;
mod line_discipline;
mod output;
mod read;
mod width;

pub use job_control::JobControl;
pub use line_discipline::{LineDiscipline, TerminalSignal};
pub use read::{ReadAttempt, ReadProgress};

#[cfg(test)]
mod tests;
