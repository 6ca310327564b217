//! Memory and string primitives of libc-capos.
//!
//! # Shape
//! * [`vector`] defines [`vector::Vector`], a short register of bytes or of wide characters, and its forms: SSE2, AVX2,
//!   AVX-512 and a plain `u64` (for the kernel, which must not touch SSE state).
//! * [`generic`] holds every algorithm exactly once, written over that trait.
//! * [`arch`] instantiates the algorithms per vector, where `#[target_feature]` can be attached.
//! * [`sort`] is the engine of `qsort`.
//! * [`api`] is what callers use: it handles short inputs in place, then goes on with a jump to the routine for the
//!   widest vector the processor has ([`cpu`]): most calls are short, and what they cost is the way to the work.
//!
//! # Reading outside the object, never outside its pages
//! C strings carry no length, so a vector that covers a string's end also covers bytes after it. Every load here is
//! either inside `[start, start + n)` as the caller promised, or it is *aligned* to its own size and holds at least one
//! byte that the arguments touch. A page is a multiple of every vector size, so such a load cannot fault, and its other
//! bytes never influence a result. The language calls those bytes out of bounds; the crate's callers are separately
//! compiled C programs and the entry functions are never inlined into them, so no compiler can see which object a
//! pointer came from. This is what every other C library relies on too.
//!
//! C also lets `n` exceed the object: `memchr(s, c, SIZE_MAX)` is valid when `c` is there. No algorithm forms
//! `start + n` where that could wrap, and none looks further than the byte that decides.
//!
//! # No calls to itself
//! `#![no_builtins]` keeps the compiler from recognising the loop in `memcpy` as a `memcpy`.
#![no_std]
#![no_builtins]

pub mod api;
pub mod arch;
pub mod cpu;
pub mod generic;
pub mod sort;
pub mod vector;

pub use api::*;
