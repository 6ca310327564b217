//! Scalar types of ISO C and POSIX, x86-64 System V, LP64, with musl's choices.

pub use core::ffi::{
    c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong,
    c_ulonglong, c_ushort, c_void,
};

pub type size_t = usize;
pub type ssize_t = isize;
pub type ptrdiff_t = isize;
pub type intptr_t = isize;
pub type uintptr_t = usize;
pub type int8_t = i8;
pub type int16_t = i16;
pub type int32_t = i32;
pub type int64_t = i64;
pub type uint8_t = u8;
pub type uint16_t = u16;
pub type uint32_t = u32;
pub type uint64_t = u64;
pub type intmax_t = i64;
pub type uintmax_t = u64;

pub type off_t = i64;
pub type mode_t = u32;
pub type nlink_t = u64;
pub type ino_t = u64;
pub type dev_t = u64;
pub type blksize_t = i64;
pub type blkcnt_t = i64;
pub type fsblkcnt_t = u64;
pub type fsfilcnt_t = u64;
pub type pid_t = i32;
pub type id_t = u32;
pub type uid_t = u32;
pub type gid_t = u32;
pub type key_t = i32;
pub type useconds_t = u32;
pub type socklen_t = u32;
pub type sa_family_t = u16;
pub type nfds_t = u64;

pub type wint_t = u32;
pub type wctype_t = u64;
pub type char16_t = u16;
pub type char32_t = u32;
pub type char8_t = u8;
pub type nl_item = c_int;

pub type u_char = c_uchar;
pub type u_short = c_ushort;
pub type u_int = c_uint;
pub type u_long = c_ulong;
pub type ushort = c_ushort;
pub type uint = c_uint;
pub type ulong = c_ulong;
pub type quad_t = i64;
pub type u_quad_t = u64;
pub type u_int8_t = u8;
pub type u_int16_t = u16;
pub type u_int32_t = u32;
pub type u_int64_t = u64;
pub type caddr_t = *mut c_char;
pub type register_t = c_long;
