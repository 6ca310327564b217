//! `Method`: what the type of a method says, for typed clients and for the kernel's dispatch.

use crate::Interface;
use crate::message::Struct;

/// How a method uses the caller's bulk buffer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bulk {
    None,
    /// The object consumes the caller's bytes, as write does.
    FromCaller,
    /// The object fills the caller's buffer, as read does.
    ToCaller,
}

/// One method of the schema; `methods` has a marker type for each.
pub trait Method {
    type Params: Struct;
    type Results: Struct;
    const INTERFACE: Interface;
    const ORDINAL: u16;
    const NAME: &'static str;
    const BULK: Bulk;
}
