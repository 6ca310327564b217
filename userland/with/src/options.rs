//! The command line.

use alloc::format;
use alloc::vec::Vec;

use capos_rt::Interface;
use capos_rt::schema::abi::capset::CapSetEntry;

use crate::message::Message;

pub const USAGE: &str = "\
usage: with [OPTION]... [--] PROGRAM [ARGUMENT]...
Runs PROGRAM with less authority than this process has.
  --ro DIRECTORY   it sees this directory, and can not change it
  --rw DIRECTORY   it sees this directory as this process does
                   (with either, it sees no other file)
  --no-net         no network
  --no-fork        no copies of itself
  --drop NAME      nothing of this name or interface, as `caps` lists them
";

/// Interfaces that reach another machine.
const NETWORK: [&str; 4] = ["NetworkManager", "UdpSocket", "TcpListener", "TcpSocket"];
const FORK: [&str; 1] = ["ProcessForker"];

/// A directory that the program sees.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    pub path: &'a [u8],
    pub read_only: bool,
}

#[derive(Default)]
pub struct Options<'a> {
    pub help: bool,
    /// None: the whole tree.
    pub parts: Vec<Part<'a>>,
    /// Names and interfaces that are not given on.
    drops: Vec<&'a [u8]>,
    /// The program, by path or by name, and what follows.
    pub command: Vec<&'a [u8]>,
}

impl<'a> Options<'a> {
    /// `arguments` begins with the name of this program.
    pub fn parse(arguments: &[&'a [u8]]) -> Result<Self, Message> {
        let mut options = Options::default();
        let mut rest = arguments.iter().copied().skip(1).peekable();
        while let Some(option) = rest.next_if(|word| word.starts_with(b"-")) {
            let mut value = || rest.next().ok_or_else(|| missing(option));
            match option {
                b"--" => break,
                b"--help" => options.help = true,
                b"--ro" => options.parts.push(Part { path: value()?, read_only: true }),
                b"--rw" => options.parts.push(Part { path: value()?, read_only: false }),
                b"--no-net" => options.drops.extend(NETWORK.map(str::as_bytes)),
                b"--no-fork" => options.drops.extend(FORK.map(str::as_bytes)),
                b"--drop" => options.drops.push(value()?),
                unknown => return Err(format!("{}: no such option\n{USAGE}", unknown.escape_ascii())),
            }
        }
        options.command = rest.collect();
        if options.command.is_empty() && !options.help {
            return Err(format!("no program named\n{USAGE}"));
        }
        Ok(options)
    }

    /// Whether the program gets what stands behind this entry.
    pub fn keeps(&self, entry: &CapSetEntry) -> bool {
        let interface = Interface::try_from(entry.interface).map_or("", Interface::name);
        !self.drops.iter().any(|&name| name == entry.name() || name == interface.as_bytes())
    }
}

fn missing(option: &[u8]) -> Message {
    format!("{}: what?\n{USAGE}", option.escape_ascii())
}
