//! What the files of `/proc` say, in the words of Linux.

use super::super::path::namespace;
use super::super::{Capos, clock};
use super::page::Page;
use crate::errno::Errno;
use crate::platform::{Identity, Process, System};
use capos_rt::schema::abi::limits::{MAX_PATH, PAGE_SIZE};
use capos_rt::{Error, SystemInfo, VirtualMemory, startup};
use core::arch::x86_64::__cpuid;
use core::fmt::Write;

const SECOND: u64 = 1_000_000_000;
/// Of the name that `comm` tells.
const SHORT_NAME: usize = 15;

/// Writes one of the texts.
pub type Text = fn(&mut Page) -> Result<(), Errno>;

/// By name below `/proc`.
pub const OF_THE_MACHINE: [(&[u8], Text); 6] = [
    (b"cpuinfo", processors),
    (b"loadavg", load),
    (b"meminfo", memory),
    (b"mounts", bindings),
    (b"uptime", uptime),
    (b"version", version),
];

/// By name below `/proc/self`.
pub const OF_THE_PROCESS: [(&[u8], Text); 6] = [
    (b"cmdline", arguments),
    (b"comm", short_name),
    (b"mounts", bindings),
    (b"stat", numbers),
    (b"statm", pages),
    (b"status", summary),
];

fn written(outcome: core::fmt::Result) -> Result<(), Errno> {
    outcome.map_err(|_| Errno::EIO)
}

fn kilobytes(bytes: u64) -> u64 {
    bytes / 1024
}

fn processors(page: &mut Page) -> Result<(), Errno> {
    let vendor = __cpuid(0);
    let mut name = [0; 12];
    for (bytes, register) in name.chunks_mut(4).zip([vendor.ebx, vendor.edx, vendor.ecx]) {
        bytes.copy_from_slice(&register.to_le_bytes());
    }
    let signature = __cpuid(1).eax;
    let (family, model) = (signature >> 8 & 0xf, signature >> 4 & 0xf);
    let family = if family == 0xf { family + (signature >> 20 & 0xff) } else { family };
    let model = if family >= 6 { model | (signature >> 12 & 0xf0) } else { model };
    let name = core::str::from_utf8(&name).unwrap_or_default();
    for number in 0..Capos::processors_online() {
        written(writeln!(page, "processor\t: {number}\nvendor_id\t: {name}\ncpu family\t: {family}"))?;
        written(writeln!(page, "model\t\t: {model}\nstepping\t: {}\n", signature & 0xf))?;
    }
    Ok(())
}

fn load(page: &mut Page) -> Result<(), Errno> {
    for average in Capos::load_averages()? {
        let hundredths = average * 100 / 65536;
        written(write!(page, "{}.{:02} ", hundredths / 100, hundredths % 100))?;
    }
    let threads = startup::granted_any::<SystemInfo>().ok_or(Errno::EPERM)?.count()?.threads;
    written(writeln!(page, "1/{threads} {}", Capos::getpid()))
}

fn memory(page: &mut Page) -> Result<(), Errno> {
    let (total, free) = Capos::physical_memory()?;
    let (total, free) = (kilobytes(total), kilobytes(free));
    for (name, size) in [("MemTotal", total), ("MemFree", free), ("MemAvailable", free)] {
        written(writeln!(page, "{name}:{size:>16} kB"))?;
    }
    for name in ["Buffers", "Cached", "SwapTotal", "SwapFree"] {
        written(writeln!(page, "{name}:{:>16} kB", 0))?;
    }
    Ok(())
}

/// The trees that the Namespace is bound of.
fn bindings(page: &mut Page) -> Result<(), Errno> {
    let namespace = namespace()?;
    let mut room = [0; MAX_PATH];
    for index in 0.. {
        let binding = match namespace.binding(index, &mut room) {
            Err(Error::Exception(capos_rt::error::ErrorCode::NotFound)) => break,
            other => other?,
        };
        written(write!(page, "volume{} ", binding.device))?;
        for &byte in binding.path {
            // Whatever would look like the end of the field.
            match byte {
                b' ' | b'\t' | b'\n' | b'\\' => written(write!(page, "\\{byte:03o}"))?,
                _ => page.put(&[byte]),
            }
        }
        let access = if binding.read_only { "ro" } else { "rw" };
        written(writeln!(page, " capos {access} 0 0"))?;
    }
    Ok(())
}

fn uptime(page: &mut Page) -> Result<(), Errno> {
    let now = clock::monotonic()?;
    written(writeln!(page, "{}.{:02} 0.00", now / SECOND, now % SECOND / (SECOND / 100)))
}

fn version(page: &mut Page) -> Result<(), Errno> {
    let system = startup::granted_any::<SystemInfo>().ok_or(Errno::EPERM)?.get()?;
    for (part, before) in [(system.system, ""), (system.release, " version "), (system.version, " ")] {
        page.put(before.as_bytes());
        page.put(part.as_bytes());
    }
    page.put(b"\n");
    Ok(())
}

fn arguments(page: &mut Page) -> Result<(), Errno> {
    Ok(startup::with_launch(|launch| {
        for argument in launch.get_arguments()?.iter() {
            page.put(argument?);
            page.put(&[0]);
        }
        Ok(())
    })?)
}

/// The last component of the first argument.
fn name(page: &mut Page) -> Result<(), Errno> {
    Ok(startup::with_launch(|launch| {
        let first = launch.get_arguments()?.iter().next().transpose()?.unwrap_or_default();
        let last = first.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
        page.put(&last[..last.len().min(SHORT_NAME)]);
        Ok(())
    })?)
}

fn short_name(page: &mut Page) -> Result<(), Errno> {
    name(page)?;
    page.put(b"\n");
    Ok(())
}

/// Bytes mapped and present; nothing where it can not be asked.
fn size() -> (u64, u64) {
    let usage = startup::granted_any::<VirtualMemory>().and_then(|memory| memory.usage().ok());
    let resident = usage.map_or(0, |usage| usage.resident_pages * PAGE_SIZE as u64);
    (resident, resident)
}

/// Of the fields of Linux those that programs read: number, name, state, parent, group and session; the others are 0.
fn numbers(page: &mut Page) -> Result<(), Errno> {
    const REST: usize = 46;
    written(write!(page, "{} (", Capos::getpid()))?;
    name(page)?;
    let group = Capos::getpgid(0).unwrap_or_default();
    let session = Capos::getsid(0).unwrap_or_default();
    written(write!(page, ") R {} {group} {session}", Capos::getppid()))?;
    (0..REST).for_each(|_| page.put(b" 0"));
    page.put(b"\n");
    Ok(())
}

fn pages(page: &mut Page) -> Result<(), Errno> {
    let (mapped, resident) = size();
    let page_size = PAGE_SIZE as u64;
    written(writeln!(page, "{} {} 0 0 0 0 0", mapped / page_size, resident / page_size))
}

fn summary(page: &mut Page) -> Result<(), Errno> {
    page.put(b"Name:\t");
    short_name(page)?;
    let (user, group) = (Capos::users()[0], Capos::groups()[0]);
    written(writeln!(
        page,
        "State:\tR (running)\nTgid:\t{0}\nPid:\t{0}\nPPid:\t{1}",
        Capos::getpid(),
        Capos::getppid()
    ))?;
    written(writeln!(
        page,
        "Uid:\t{user}\t{user}\t{user}\t{user}\nGid:\t{group}\t{group}\t{group}\t{group}"
    ))?;
    let (mapped, resident) = size();
    written(writeln!(page, "VmSize:\t{:>8} kB\nVmRSS:\t{:>8} kB", kilobytes(mapped), kilobytes(resident)))
}
