//! The XSI interprocess communication for a kernel that has none: message queues, sets of semaphores and segments of
//! shared memory, as files in the folder of shared objects that processes map.
//!
//! [`object`] is what the three have in common, [`table`] what the process has open of them; [`queue`] and [`set`] are
//! memory, [`messages`], [`semaphores`] and [`segments`] what is done with it. [`crate::platform::Interprocess`] leads
//! here where the platform has nothing better.

pub mod calls;
mod lifecycle;
pub mod messages;
mod object;
mod queue;
pub mod segments;
pub mod semaphores;
mod set;
mod table;
