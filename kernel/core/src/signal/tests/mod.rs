//! Signals, children, copies and sessions as programs meet them.

mod delivery;
mod families;
mod misuse;
mod queue;
mod readers;
mod timers;
