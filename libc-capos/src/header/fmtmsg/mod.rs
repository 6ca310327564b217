//! `<fmtmsg.h>`

mod message;

pub use message::fmtmsg;
