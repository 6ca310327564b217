//! `perror`.

use super::streams;
use crate::abi::cstr_or_null;
use crate::errno;
use crate::header::string::with_error_text;
use crate::stream::{Stream, StreamSink};
use crate::types::c_char;
use capos_libc_engine::format::Sink;

fn print(stream: &mut Stream, prefix: Option<&[u8]>, text: &[u8]) {
    let mut sink = StreamSink::new(stream);
    let mut parts = [&b""[..]; 4];
    if let Some(prefix) = prefix {
        parts[..2].copy_from_slice(&[prefix, b": "]);
    }
    parts[2..].copy_from_slice(&[text, b"\n"]);
    // A failure shows in the stream's error indicator.
    let _ = parts.iter().try_for_each(|part| sink.ascii(part));
    let _ = sink.finish();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/perror.html>
///
/// # Safety
/// The caller passes null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perror(s: *const c_char) {
    let number = errno::get();
    // SAFETY: the caller passes null or a string.
    let prefix =
        unsafe { cstr_or_null(s) }.map(|prefix| prefix.to_bytes()).filter(|prefix| !prefix.is_empty());
    let mut stream = streams::error().lock();
    // `perror` leaves the orientation as it is.
    let oriented = stream.orient(0);
    with_error_text(number, |text| print(&mut stream, prefix, text));
    if oriented == 0 {
        stream.forget_orientation();
    }
    errno::restore(number);
}
