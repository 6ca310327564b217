//! `<sys/sendfile.h>`

mod send;

pub use send::sendfile;
