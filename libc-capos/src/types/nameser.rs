//! Messages of the domain name system as `<arpa/nameser.h>` shows them.

use super::{c_char, c_int, c_uchar};

/// A message that is being looked at.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ns_msg {
    pub _msg: *const c_uchar,
    pub _eom: *const c_uchar,
    pub _id: u16,
    pub _flags: u16,
    pub _counts: [u16; 4],
    pub _sections: [*const c_uchar; 4],
    pub _sect: c_int,
    pub _rrnum: c_int,
    pub _msg_ptr: *const c_uchar,
}

/// A record.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ns_rr {
    pub name: [c_char; 1025],
    pub r#type: u16,
    pub rr_class: u16,
    pub ttl: u32,
    pub rdlength: u16,
    pub rdata: *const c_uchar,
}
