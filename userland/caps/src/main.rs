//! `caps`: lists what this process holds, by name, interface and target.
#![no_std]
#![no_main]

extern crate alloc;

use alloc::format;
use alloc::string::String;
use core::fmt::Write;

use capos_rt::schema::abi::Handle;
use capos_rt::schema::abi::capset::CapSetEntry;
use capos_rt::schema::abi::limits::MAX_PATH;
use capos_rt::{Capability, File, Interface, Namespace, Result, StandardStream, TerminalSession, startup};

capos_rt::program!(main);

/// What a directory's mode has of the file type.
const TYPE_MASK: u32 = 0o170_000;
const IS_DIRECTORY: u32 = 0o040_000;

fn main() -> i32 {
    let mut out = StandardStream::OUTPUT;
    for entry in startup::capset() {
        if list(&mut out, entry).is_err() {
            return 1;
        }
    }
    0
}

fn list(out: &mut StandardStream, entry: &CapSetEntry) -> core::fmt::Result {
    let name = core::str::from_utf8(entry.name()).unwrap_or("?");
    let Ok(interface) = Interface::try_from(entry.interface) else {
        return writeln!(out, "{name:<12} {:#018x}", entry.interface);
    };
    let handle = Handle::from_bits(entry.handle);
    let target = match interface {
        Interface::Namespace => return list_tree(out, name, &Capability::borrowed(handle)),
        Interface::File => file(&Capability::borrowed(handle)),
        Interface::TerminalSession => terminal(&Capability::borrowed(handle)),
        _ => Ok(String::new()),
    };
    let target = target.unwrap_or_default();
    writeln!(out, "{}", format!("{name:<12} {:<16} {target}", interface.name()).trim_end())
}

/// A Namespace: whose it is, and a line for each tree in it.
fn list_tree(out: &mut StandardStream, name: &str, namespace: &Capability<Namespace>) -> core::fmt::Result {
    let owner = match namespace.identity(&mut []) {
        Ok((user, group, _)) => format!("user {user}, group {group}"),
        Err(_) => String::new(),
    };
    writeln!(out, "{name:<12} {:<16} {owner}", Interface::Namespace.name())?;
    let mut path = [0; MAX_PATH];
    for index in 0.. {
        let Ok(tree) = namespace.binding(index, &mut path) else { break };
        let access = if tree.read_only { "read only" } else { "read and write" };
        writeln!(out, "{:<12} {:<16} {} ({access})", "", "", tree.path.escape_ascii())?;
    }
    Ok(())
}

fn file(file: &Capability<File>) -> Result<String> {
    let status = file.status()?;
    if status.mode & TYPE_MASK != IS_DIRECTORY {
        return Ok(format!("device {}, inode {}, {} bytes", status.device, status.inode, status.size));
    }
    let mut path = [0; MAX_PATH];
    let length = match startup::granted_any::<Namespace>() {
        Some(namespace) => namespace.path(file.handle(), &mut path)?,
        None => return Ok("a directory".into()),
    };
    Ok(format!("{}", path[..length].escape_ascii()))
}

fn terminal(terminal: &Capability<TerminalSession>) -> Result<String> {
    let number = terminal.number().map(|number| format!("/dev/pts/{number}"));
    Ok(number.unwrap_or_else(|_| "the console's terminal".into()))
}
