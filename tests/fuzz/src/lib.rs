//! What the fuzz targets share: the entry that libFuzzer calls, the bytes of an input as choices, and the oracle, the
//! host's C library.
//!
//! A target is one file of `src/bin`. It fails by panicking, which libFuzzer reports with the input.

pub mod host;
mod input;

pub use input::Input;

/// Makes `fn(&[u8])` the function that libFuzzer calls.
#[macro_export]
macro_rules! fuzz_target {
    ($target:path) => {
        /// # Safety
        /// `len` bytes at `data` are readable.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn LLVMFuzzerTestOneInput(data: *const u8, len: usize) -> core::ffi::c_int {
            let bytes = match len {
                0 => &[],
                // SAFETY: libFuzzer passes an address and the number of bytes there.
                _ => unsafe { core::slice::from_raw_parts(data, len) },
            };
            $target(bytes);
            0
        }
    };
}
