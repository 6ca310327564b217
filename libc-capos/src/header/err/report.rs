//! One message on the standard error stream.

use crate::abi::cstr_or_null;
use crate::abi::va::VaArgs;
use crate::header::stdio::streams;
use crate::header::string::with_error_text;
use crate::start;
use crate::stream::{StreamSink, print};
use crate::types::{c_char, c_int};
use capos_libc_engine::format::Sink;

/// What follows the message.
pub enum Suffix {
    Nothing,
    /// A colon and the text of an error number.
    Error(c_int),
}

/// The program's name without its directories.
pub fn short_program_name() -> &'static [u8] {
    let name = start::program_name().to_bytes();
    name.iter().rposition(|&c| c == b'/').map_or(name, |slash| &name[slash + 1..])
}

/// Writes `prefix`, the message that `format` makes, and the suffix, as one line. A failure to write shows in the
/// stream's error indicator.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
pub unsafe fn write_message(
    prefix: &[&[u8]],
    format: *const c_char,
    arguments: &mut VaArgs<'_>,
    suffix: Suffix,
) {
    let mut stream = streams::error().lock();
    let mut sink = StreamSink::new(&mut stream);
    let mut put = |part: &[u8]| {
        let _ = sink.ascii(part);
    };
    for part in prefix {
        put(part);
    }
    // SAFETY: the caller's promise.
    let text = unsafe { cstr_or_null(format) };
    if let Some(text) = text {
        let _ = print(&mut sink, text.to_bytes(), arguments);
    }
    if let Suffix::Error(number) = suffix {
        if text.is_some() {
            let _ = sink.ascii(b": ");
        }
        let _ = with_error_text(number, |message| sink.ascii(message));
    }
    let _ = sink.ascii(b"\n");
    let _ = sink.finish();
}
