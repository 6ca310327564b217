//! `printf`: conversion specifications, and the text they produce.
//!
//! [`format`] reads a format string of bytes or wide characters and writes to a [`Sink`], taking arguments from
//! [`Arguments`] and everything that lives in the program's memory or locale from [`Environment`]. Nothing here
//! allocates; nothing here touches a pointer.
//!
//! * [`spec`](self): one conversion specification, parsed.
//! * `engine`: the loop over the format string; `integer`, `float`, `hex_float`, `text`: the conversions.
//! * `positional`: `%n$`, where arguments must be read before their turn.

mod engine;
mod environment;
mod float;
mod grouping;
mod hex_float;
mod integer;
mod padding;
mod positional;
mod sink;
mod spec;
mod text;

pub use engine::format;
pub use environment::{Arguments, Decoded, Environment};
pub use positional::MAX_POSITIONAL;
pub use sink::{Failure, Sink, Unit};
pub use spec::Length;

#[cfg(test)]
mod tests;
