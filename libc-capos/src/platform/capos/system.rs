//! Names and sizes of the system, from SystemInfo.

use super::Capos;
use crate::errno::Errno;
use crate::platform::{System, utsname_field};
use crate::types::utsname;
use capos_rt::schema::abi::limits::PAGE_SIZE;
use capos_rt::{Console, SystemDescription, SystemInfo, startup};

fn description() -> Result<SystemDescription, Errno> {
    Ok(startup::granted_any::<SystemInfo>().ok_or(Errno::EPERM)?.get()?)
}

impl System for Capos {
    fn uname() -> Result<utsname, Errno> {
        let system = description()?;
        Ok(utsname {
            sysname: utsname_field(system.system.as_bytes()),
            // A process knows no name for its node: names of machines are the network's to give.
            nodename: utsname_field(b"localhost"),
            release: utsname_field(system.release.as_bytes()),
            version: utsname_field(system.version.as_bytes()),
            machine: utsname_field(system.machine.as_bytes()),
            domainname: utsname_field(b""),
        })
    }

    fn processors_online() -> usize {
        description().map_or(1, |system| system.processors.max(1) as usize)
    }

    fn physical_memory() -> Result<(u64, u64), Errno> {
        let system = description()?;
        Ok((system.total_pages * PAGE_SIZE as u64, system.free_pages * PAGE_SIZE as u64))
    }

    fn load_averages() -> Result<[u64; 3], Errno> {
        let load = startup::granted_any::<SystemInfo>().ok_or(Errno::EPERM)?.load()?;
        Ok(load.map(u64::from))
    }

    fn open_max() -> usize {
        super::descriptors::limit()
    }

    /// The log is the Console, which has a log's lines: without their priority.
    fn log(line: &[u8]) -> Result<(), Errno> {
        let console = startup::granted_any::<Console>().ok_or(Errno::EPERM)?;
        let text = line.iter().position(|byte| *byte == b'>').map_or(line, |end| &line[end + 1..]);
        console.write(text)?;
        console.write(b"\n")?;
        Ok(())
    }
}
