//! A program with a tree that it can change, and what its tests share.

use capos_schema::Interface;
use capos_schema::capos_capnp::file::Whence;
use capos_schema::methods::file::Seek;
use capos_schema::methods::namespace::{MakeNode, Open, Remove};

use super::fixture::word;
use crate::call::Ended;
use crate::testing::{Kernel, User};

pub const WRITE_ONLY: u32 = 1;
pub const READ_WRITE: u32 = 2;
pub const CREATE: u32 = 0o100;
pub const EXCLUSIVE: u32 = 0o200;
pub const TRUNCATE: u32 = 0o1000;
pub const APPEND: u32 = 0o2000;
pub const NON_BLOCKING: u32 = 0o4000;
pub const DIRECTORY: u32 = 0o200_000;
pub const NO_FOLLOW: u32 = 0o400_000;
pub const IS_DIRECTORY: u32 = 0o040_000;

/// A program with a RAM volume at the root, the boot package at /boot and devices at /dev.
pub fn check(main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) {
    check_as(0, main);
}

pub fn check_as(user: u32, main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) {
    let mut kernel = Kernel::new();
    kernel.package.files.push(("data/fox", false, b"fox".to_vec()));
    kernel.package.ram = Some(256);
    kernel.program("bin/main", main);
    let process = kernel.process("bin/main", &[("memory", Interface::VirtualMemory)]);
    process.binds = vec![("/", "ram", ""), ("/boot", "package", ""), ("/dev", "devices", "")];
    process.user = user;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

pub fn open_at(user: &User, namespace: u32, directory: u32, path: &str, flags: u32) -> Ended {
    user.call::<Open>(namespace, |mut params| {
        params.set_path(path.as_bytes());
        params.set_flags(flags);
        params.set_mode(0o644);
        params.set_directory(directory);
    })
}

pub fn open(user: &User, path: &str, flags: u32) -> Ended {
    open_at(user, user.handle("root"), 0, path, flags)
}

#[track_caller]
pub fn file(user: &User, path: &str, flags: u32) -> u32 {
    word(user, open(user, path, flags)) as u32
}

pub fn make_directory(user: &User, path: &str) -> Ended {
    user.call::<MakeNode>(user.handle("root"), |mut params| {
        params.set_path(path.as_bytes());
        params.set_mode(IS_DIRECTORY | 0o755);
    })
}

pub fn remove(user: &User, path: &str, is_directory: bool) -> Ended {
    user.call::<Remove>(user.handle("root"), |mut params| {
        params.set_path(path.as_bytes());
        params.set_is_directory(is_directory);
    })
}

pub fn seek(user: &User, file: u32, offset: i64, whence: Whence) -> Ended {
    user.call::<Seek>(file, |mut params| {
        params.set_offset(offset);
        params.set_whence(whence);
    })
}
