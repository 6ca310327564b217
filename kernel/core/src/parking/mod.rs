//! Parking: threads that wait at a word of memory until somebody wakes them.
//!
//! [`Key`] says which threads meet, [`lot`] keeps who waits, oldest first, and [`Parking`] is one thread's stay. Whoever
//! is woken is out of the lot from then on, so that a wake-up is never spent on a thread that left for another reason.

mod key;
mod lot;
mod stay;

pub use key::Key;
pub use lot::{count, unpark};
pub use stay::{Parked, Parking};

#[cfg(test)]
pub use lot::reset;
#[cfg(test)]
mod tests;
