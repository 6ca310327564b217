//! Pipes: bytes on their way from those who write to those who read.
//!
//! | part | what |
//! | --- | --- |
//! | `page_ring` | the bytes, in pages that come as they are needed |
//! | `pipe` | one pipe: who is at its ends, and the moves in and out |
//! | `fifos` | the pipes behind the FIFO files of a volume |
//!
//! The capability for an end is `interfaces::Pipe`.

mod fifos;
mod page_ring;
#[expect(clippy::module_inception, reason = "the noun of the folder")]
mod pipe;

pub use fifos::Fifos;
pub use page_ring::{CAPACITY, PIPE_BUF, PageRing};
pub use pipe::{Moment, Peers, Pipe, Sides};

#[cfg(test)]
mod tests;
