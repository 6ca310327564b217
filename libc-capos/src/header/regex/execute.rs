//! Searching.

use super::compile::Compiled;
use super::error::{self, REG_NOMATCH};
use crate::abi::slice;
use crate::types::{c_char, c_int, regex_t, regmatch_t, regoff_t, size_t};
use alloc::vec::Vec;
use capos_libc_engine::regex::{ExecFlags, Span};
use capos_libc_mem as mem;

const REG_NOTBOL: c_int = 1;
const REG_NOTEOL: c_int = 2;
const REG_STARTEND: c_int = 4;

/// So many spans need no memory from the heap.
const FEW: usize = 16;

/// The text and where it begins in the string.
///
/// # Safety
/// `string` is a string, or with `REG_STARTEND` readable where `pmatch[0]` says.
unsafe fn text<'a>(string: *const c_char, pmatch: *const regmatch_t, eflags: c_int) -> (&'a [u8], usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if eflags & REG_STARTEND == 0 {
            return (slice(string.cast(), mem::strlen(string.cast())), 0);
        }
        let (start, end) = ((*pmatch).rm_so as usize, (*pmatch).rm_eo as usize);
        (slice(string.cast::<u8>().add(start), end - start), start)
    }
}

/// A span as C has it, counted from the start of the string.
fn to_c(span: Option<Span>, offset: usize) -> regmatch_t {
    match span {
        Some(Span { start, end }) => {
            regmatch_t { rm_so: (start + offset) as regoff_t, rm_eo: (end + offset) as regoff_t }
        }
        None => regmatch_t { rm_so: -1, rm_eo: -1 },
    }
}

/// Searches with the pattern's cache, or with a new one while another thread uses that.
fn search(compiled: &Compiled, text: &[u8], flags: ExecFlags, spans: &mut [Option<Span>]) -> c_int {
    let outcome = match compiled.cache.try_lock() {
        Some(mut cache) => compiled.regex.exec(&mut cache, text, flags, spans),
        None => compiled.regex.exec(&mut compiled.regex.cache(), text, flags, spans),
    };
    match outcome {
        Ok(true) => 0,
        Ok(false) => REG_NOMATCH,
        Err(error) => error::number(error),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/regexec.html>
///
/// # Safety
/// `preg` is a compiled pattern; `string` is a string; `pmatch` has room for `nmatch` spans.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn regexec(
    preg: *const regex_t,
    string: *const c_char,
    nmatch: size_t,
    pmatch: *mut regmatch_t,
    eflags: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let (compiled, (text, offset)) =
        unsafe { (&*(*preg).__compiled.cast::<Compiled>(), text(string, pmatch, eflags)) };
    let flags = ExecFlags { not_bol: eflags & REG_NOTBOL != 0, not_eol: eflags & REG_NOTEOL != 0 };
    let wanted = if compiled.no_spans { 0 } else { nmatch.min(compiled.regex.group_count() + 1) };
    let mut few = [None; FEW];
    let mut many = Vec::new();
    let spans = if wanted <= FEW {
        &mut few[..wanted]
    } else {
        many.resize(wanted, None);
        &mut many[..]
    };
    let outcome = search(compiled, text, flags, spans);
    if outcome == 0 && !compiled.no_spans {
        let found = spans.iter().copied().chain(core::iter::repeat(None));
        for (at, span) in found.take(nmatch).enumerate() {
            // SAFETY: `at` is below `nmatch`.
            unsafe { pmatch.add(at).write(to_c(span, offset)) }
        }
    }
    outcome
}
