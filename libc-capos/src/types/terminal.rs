//! Terminals.

use super::{c_uchar, c_uint};

pub type cc_t = c_uchar;
pub type speed_t = c_uint;
pub type tcflag_t = c_uint;

/// Modes and control characters of a terminal.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct termios {
    pub c_iflag: tcflag_t,
    pub c_oflag: tcflag_t,
    pub c_cflag: tcflag_t,
    pub c_lflag: tcflag_t,
    pub c_line: cc_t,
    pub c_cc: [cc_t; 32],
    pub __c_ispeed: speed_t,
    pub __c_ospeed: speed_t,
}
