//! A descriptor of the library's own.

use crate::platform::{Fs, Sys};
use crate::types::c_int;

/// An open descriptor, closed at the end.
pub struct Descriptor(pub c_int);

impl Drop for Descriptor {
    fn drop(&mut self) {
        // Whoever has something to lose when closing fails closes by himself.
        let _ = Sys::close(self.0);
    }
}
