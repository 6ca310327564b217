//! Streams: what stands behind a `FILE *`.
//!
//! [`FILE`] is a [`Stream`] with its lock, a member of the list of open streams ([`registry`]). A stream buffers
//! one direction at a time over a [`backend::Backend`]: a descriptor, memory, or functions of the program.
//! `header::stdio` and `header::wchar` contain the C entries; everything they share is here.

mod backend;
mod buffer;
mod cookie;
mod file;
mod fixed_memory;
mod growing_memory;
mod lines;
mod mode;
mod open;
mod position;
mod print;
mod read;
mod registry;
mod scan;
mod sink;
mod source;
mod state;
mod wide;
mod write;

pub use backend::Backend;
pub use cookie::{Cookie, cookie_io_functions_t};
pub use file::{FILE, StreamGuard, standard};
pub use fixed_memory::FixedMemory;
pub use growing_memory::GrowingMemory;
pub use lines::{read_delimited, take_delimited};
pub use mode::OpenMode;
pub use open::{close, open_backend, open_path, reopen};
pub use position::Whence;
pub use print::{ProgramSink, charset, print};
pub use registry::{flush_all, flush_line_buffered};
pub use scan::scan;
pub use sink::{Allocated, Bounded, StreamSink, WideStreamSink};
pub use source::{StreamSource, StringSource, WideStringSource};
pub use state::{Buffering, Stream};
