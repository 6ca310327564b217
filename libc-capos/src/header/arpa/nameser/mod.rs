//! `<arpa/nameser.h>`

mod messages;
mod numbers;

pub use messages::{ns_initparse, ns_msg_getflag, ns_name_uncompress, ns_parserr, ns_skiprr};
pub use numbers::{ns_get16, ns_get32, ns_put16, ns_put32};
