//! `<unistd.h>`

mod access;
mod bulk;
mod configuration;
pub mod constants;
mod descriptor;
mod directory;
mod execute;
mod fork;
mod host;
mod identity;
mod io;
mod locks;
mod names;
mod sleep;
mod swap;
mod terminal;
mod users;

pub use access::{eaccess, euidaccess, fchown};
pub use bulk::{close_range, closefrom, copy_file_range, posix_close, sync, syncfs};
pub use configuration::{confstr, fpathconf, getdtablesize, gethostname, getpagesize, pathconf, sysconf};
pub use descriptor::{
    close, dup, dup2, dup3, fdatasync, fsync, ftruncate, isatty, lseek, pipe, pipe2, truncate,
};
pub use directory::{chdir, chroot, fchdir, get_current_dir_name, getcwd, rmdir};
pub use execute::{execl, execle, execlp, execv, execve, execvp, execvpe, fexecve};
pub use fork::{_Fork, daemon, fork, vfork};
pub use host::{
    endusershell, gethostid, getlogin, getlogin_r, getusershell, nice, sethostname, setpgrp, setusershell,
};
pub use identity::{
    _exit, getegid, geteuid, getgid, getpgid, getpgrp, getpid, getppid, getsid, getuid, setpgid, setsid,
};
pub use io::{pread, pwrite, read, write};
pub use locks::lockf;
pub use names::{
    access, chown, faccessat, fchownat, lchown, link, linkat, readlink, readlinkat, symlink, symlinkat,
    unlink, unlinkat,
};
pub use sleep::{alarm, pause, sleep, ualarm, usleep};
pub use swap::swab;
pub use terminal::{getpass, tcgetpgrp, tcsetpgrp, ttyname, ttyname_r};
pub use users::{
    getgroups, getresgid, getresuid, setegid, seteuid, setgid, setgroups, setregid, setresgid, setresuid,
    setreuid, setuid,
};
