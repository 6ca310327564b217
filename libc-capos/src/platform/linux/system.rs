//! Names and sizes of the system.

use super::{Linux, log};
use super::syscall::{args, nr, syscall};
use crate::errno::Errno;
use crate::platform::System;
use crate::types::utsname;

const RLIMIT_NOFILE: usize = 7;

/// `struct sysinfo` as the kernel fills it.
#[repr(C)]
#[derive(Default)]
struct SysInfo {
    uptime: i64,
    loads: [u64; 3],
    total_ram: u64,
    free_ram: u64,
    shared_ram: u64,
    buffer_ram: u64,
    total_swap: u64,
    free_swap: u64,
    processes: u16,
    pad: u16,
    total_high: u64,
    free_high: u64,
    unit: u32,
}

fn system_information() -> Result<SysInfo, Errno> {
    let mut info = SysInfo::default();
    // SAFETY: the record has the kernel's layout and is writable.
    unsafe { syscall(nr::SYSINFO, args([&raw mut info as usize])) }?;
    Ok(info)
}

impl System for Linux {
    fn uname() -> Result<utsname, Errno> {
        let empty = [0; 65];
        let mut names = utsname {
            sysname: empty,
            nodename: empty,
            release: empty,
            version: empty,
            machine: empty,
            domainname: empty,
        };
        // SAFETY: `utsname` has the kernel's layout and is writable.
        unsafe { syscall(nr::UNAME, args([&raw mut names as usize])) }?;
        Ok(names)
    }

    fn processors_online() -> usize {
        let mut mask = [0u64; 16];
        let arguments = args([0, size_of_val(&mask), mask.as_mut_ptr() as usize]);
        // SAFETY: the mask is writable for the size that is passed.
        match unsafe { syscall(nr::SCHED_GETAFFINITY, arguments) } {
            Ok(_) => mask.iter().map(|word| word.count_ones() as usize).sum::<usize>().max(1),
            Err(_) => 1,
        }
    }

    fn physical_memory() -> Result<(u64, u64), Errno> {
        let info = system_information()?;
        let unit = u64::from(info.unit);
        Ok((info.total_ram * unit, info.free_ram * unit))
    }

    fn open_max() -> usize {
        let mut limit = [0usize; 2];
        // SAFETY: the pair of limits is writable; no new limit is given.
        match unsafe { syscall(nr::PRLIMIT64, args([0, RLIMIT_NOFILE, 0, limit.as_mut_ptr() as usize])) } {
            Ok(_) => limit[0],
            Err(_) => 1024,
        }
    }

    fn load_averages() -> Result<[u64; 3], Errno> {
        system_information().map(|info| info.loads)
    }

    fn set_host_name(name: &[u8]) -> Result<(), Errno> {
        // SAFETY: the name is readable for its length.
        unsafe { syscall(nr::SETHOSTNAME, args([name.as_ptr() as usize, name.len()])) }.map(drop)
    }

    fn open_log() {
        log::open();
    }

    fn close_log() {
        log::close();
    }

    fn log(line: &[u8]) -> Result<(), Errno> {
        log::send(line)
    }
}
