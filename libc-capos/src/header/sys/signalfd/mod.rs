//! `<sys/signalfd.h>`

mod open;

pub use open::signalfd;
