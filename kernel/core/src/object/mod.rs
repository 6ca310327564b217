//! What a capability names: the [`Object`] trait, the [`Call`] an object answers, the [`WaitQueue`] it wakes.
//!
//! The objects themselves are in `interfaces`, one file per noun of the schema.

mod call;
mod error;
mod message;
mod traits;
mod vector;
mod wait_queue;

pub use call::Call;
pub use error::{CallError, CallResult, Outcome};
pub use message::{Message, MessageBuffers, struct_room};
pub use traits::{Capability, Object};
pub(crate) use vector::Vector;
pub use wait_queue::{Registration, WaitQueue, Waiter};

#[cfg(test)]
mod tests;
