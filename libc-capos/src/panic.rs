//! What a Rust panic inside the library does: one line on standard error, then `abort`.

use crate::platform::{Fs, Sys};
use core::fmt::{self, Write};
use core::panic::PanicInfo;

/// Unbuffered standard error, for messages of last resort.
pub struct RawStderr;

impl Write for RawStderr {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            match Sys::write(2, rest) {
                Ok(0) | Err(_) => return Err(fmt::Error),
                Ok(n) => rest = &rest[n..],
            }
        }
        Ok(())
    }
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    // A failure to report changes nothing about what follows.
    let _ = writeln!(RawStderr, "libc-capos: {info}");
    crate::start::abort()
}
