//! How `posix_spawn` starts programs; layouts as in musl.

use super::{c_int, c_void, pid_t, sigset_t};

/// Attributes of a program to start.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct posix_spawnattr_t {
    pub __flags: c_int,
    pub __group: pid_t,
    pub __default: sigset_t,
    pub __mask: sigset_t,
    pub __priority: c_int,
    pub __policy: c_int,
    pub __reserved: [*mut c_void; 8],
}

/// What happens to a new program's descriptors, in order.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct posix_spawn_file_actions_t {
    pub __reserved1: [c_int; 2],
    pub __actions: *mut c_void,
    pub __reserved2: [c_int; 16],
}
