//! Terminals: the line discipline as pure state machines, and the wire to whatever is at the far side.

pub mod attributes;
mod byte_queue;
mod editing;
mod input;
mod job_control;
mod line;
mod line_discipline;
mod output;
mod pseudo_terminals;
mod read;
mod width;
mod wire;

pub use job_control::JobControl;
pub use line_discipline::{LineDiscipline, TerminalSignal};
pub use pseudo_terminals::PseudoTerminals;
pub use read::{ReadAttempt, ReadProgress};
pub use wire::Wire;

#[cfg(test)]
mod tests;
