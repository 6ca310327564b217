//! The heap's numbers as text.

use crate::errno::{self, Errno};
use crate::header::stdio::streams;
use crate::heap;
use crate::stream::{FILE, StreamSink};
use crate::types::c_int;
use capos_libc_engine::format::Sink;
use core::fmt::{self, Write};

/// A stream as Rust's formatting wants it.
struct Text<'a>(StreamSink<'a>);

impl Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.ascii(text.as_bytes()).map_err(|_| fmt::Error)
    }
}

fn print(file: &FILE, text: fmt::Arguments<'_>) -> Result<(), Errno> {
    let mut stream = file.lock();
    let mut sink = Text(StreamSink::new(&mut stream));
    let written = sink.write_fmt(text);
    sink.0.finish()?;
    written.map_err(|_| Errno::EIO)
}

/// GNU: prints the heap's sizes on standard error.
#[unsafe(no_mangle)]
pub extern "C" fn malloc_stats() {
    let now = heap::statistics();
    // A failure shows in the stream's error indicator.
    let _ = print(
        streams::error(),
        format_args!(
            "segments:    {} bytes, {} in use, {} free, {} to be given back\n\
             huge blocks: {} bytes in {}\n\
             metadata:    {} bytes\n",
            now.arena, now.used, now.free, now.trimmable, now.huge_bytes, now.huge_blocks, now.metadata,
        ),
    );
}

/// GNU: writes the heap's sizes to a stream as an XML document; -1 and `errno` where that fails.
///
/// # Safety
/// `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn malloc_info(options: c_int, stream: *mut FILE) -> c_int {
    if options != 0 {
        return errno::result(Err(Errno::EINVAL));
    }
    let now = heap::statistics();
    // SAFETY: the caller's promise.
    let file = unsafe { &*stream };
    let outcome = print(
        file,
        format_args!(
            "<malloc version=\"1\">\n\
             <heap nr=\"0\">\n\
             <total type=\"free\" count=\"{}\" size=\"{}\"/>\n\
             <total type=\"used\" size=\"{}\"/>\n\
             <total type=\"mmap\" count=\"{}\" size=\"{}\"/>\n\
             <system type=\"current\" size=\"{}\"/>\n\
             <system type=\"metadata\" size=\"{}\"/>\n\
             </heap>\n\
             </malloc>\n",
            now.free_blocks,
            now.free,
            now.used,
            now.huge_blocks,
            now.huge_bytes,
            now.arena + now.huge_bytes,
            now.metadata,
        ),
    );
    errno::result(outcome.map(|()| 0))
}
