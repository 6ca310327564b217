//! `iconv`.

use super::descriptor::iconv_t;
use crate::abi::{slice, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::types::{c_char, size_t};
use capos_libc_engine::charset::{Converted, Converter, Error};

fn number(error: Error) -> Errno {
    match error {
        Error::Full => Errno::E2BIG,
        Error::Incomplete => Errno::EINVAL,
        Error::Invalid => Errno::EILSEQ,
    }
}

/// Moves a pointer and the count of what is left behind it.
///
/// # Safety
/// Both point to variables of the caller, and `len` is at most the count.
unsafe fn advance(pointer: *mut *mut c_char, left: *mut size_t, len: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        *pointer = (*pointer).wrapping_add(len);
        *left -= len;
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iconv.html>
///
/// # Safety
/// `cd` is open and no other thread uses it. `inbuf` and `outbuf` are NULL, or point to NULL, or to buffers of as
/// many bytes as `inbytesleft` and `outbytesleft` say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iconv(
    cd: iconv_t,
    inbuf: *mut *mut c_char,
    inbytesleft: *mut size_t,
    outbuf: *mut *mut c_char,
    outbytesleft: *mut size_t,
) -> size_t {
    // SAFETY: the caller's promise.
    let converter = unsafe { &mut *cd.cast::<Converter>() };
    // SAFETY: as above; where a pointer is NULL, nothing else is read.
    let (input, output) = unsafe {
        let is_absent = |buffer: *mut *mut c_char| buffer.is_null() || (*buffer).is_null();
        let input = (!is_absent(inbuf)).then(|| slice::<u8>((*inbuf).cast(), *inbytesleft));
        let output = (!is_absent(outbuf)).then(|| uninit_slice_mut((*outbuf).cast(), *outbytesleft));
        (input, output)
    };
    let done = match (input, output) {
        (Some(input), output) => converter.convert(input, output.unwrap_or_default()),
        (None, Some(output)) => converter.reset(output),
        (None, None) => {
            converter.forget();
            return 0;
        }
    };
    let Converted { read, written, outcome } = done;
    // SAFETY: the counts are within the buffers; without a buffer they are 0 and the variables are left alone.
    unsafe {
        if read != 0 {
            advance(inbuf, inbytesleft, read);
        }
        if written != 0 {
            advance(outbuf, outbytesleft, written);
        }
    }
    outcome.unwrap_or_else(|error| {
        errno::set(number(error));
        size_t::MAX
    })
}
