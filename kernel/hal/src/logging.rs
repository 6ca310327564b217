//! Lines of the kernel log, on the serial line.

use core::fmt::{self, Write};

struct Line;

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        crate::serial::write(text.as_bytes());
        Ok(())
    }
}

/// Writes one line with the time since boot before it: `[    0.012345] text`.
pub fn write_line(arguments: fmt::Arguments<'_>) {
    let now = crate::time::now();
    // `Line` never fails, and a `Display` that does has nowhere better to say so.
    let _ = writeln!(Line, "[{:5}.{:06}] {arguments}\r", now / 1_000_000_000, now / 1000 % 1_000_000);
}

/// One line of the kernel log, formatted as by `format!`.
#[macro_export]
macro_rules! log {
    ($($argument:tt)*) => { $crate::write_line(::core::format_args!($($argument)*)) };
}
