//! `<aio.h>`: asynchronous input and output.

mod constants;
mod entries;
mod list;
