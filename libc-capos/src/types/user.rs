//! Users, groups, sessions.

use super::{c_char, c_int, c_long, c_short, c_uint, c_ulong, gid_t, pid_t, timeval, uid_t};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct passwd {
    pub pw_name: *mut c_char,
    pub pw_passwd: *mut c_char,
    pub pw_uid: uid_t,
    pub pw_gid: gid_t,
    pub pw_gecos: *mut c_char,
    pub pw_dir: *mut c_char,
    pub pw_shell: *mut c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct group {
    pub gr_name: *mut c_char,
    pub gr_passwd: *mut c_char,
    pub gr_gid: gid_t,
    pub gr_mem: *mut *mut c_char,
}

/// A user's password and its ageing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct spwd {
    pub sp_namp: *mut c_char,
    pub sp_pwdp: *mut c_char,
    pub sp_lstchg: c_long,
    pub sp_min: c_long,
    pub sp_max: c_long,
    pub sp_warn: c_long,
    pub sp_inact: c_long,
    pub sp_expire: c_long,
    pub sp_flag: c_ulong,
}

/// How the leader of a session ended.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct __exit_status {
    pub __e_termination: c_short,
    pub __e_exit: c_short,
}

/// One entry of the accounts of who is logged in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct utmpx {
    pub ut_type: c_short,
    pub __ut_pad1: c_short,
    pub ut_pid: pid_t,
    pub ut_line: [c_char; 32],
    pub ut_id: [c_char; 4],
    pub ut_user: [c_char; 32],
    pub ut_host: [c_char; 256],
    pub ut_exit: __exit_status,
    pub ut_session: c_int,
    pub __ut_pad2: c_int,
    pub ut_tv: timeval,
    pub ut_addr_v6: [c_uint; 4],
    pub __unused: [c_char; 20],
}
