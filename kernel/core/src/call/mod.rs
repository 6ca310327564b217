//! How a submission is carried out: checked, tried, and if need be waited for.

mod caller;
mod check;
mod ended;
mod look;
mod registered;
mod request;

pub use caller::Caller;
pub use ended::Ended;
pub(crate) use registered::Registered;
pub(crate) use request::{Begun, Request, begin};

#[cfg(test)]
mod tests;
