//! The manifest as the compiler understands it. Everything is ordered by name, so that the same manifest
//! always makes the same package.

use crate::report::FieldPath;
use capos_schema::Interface;
use std::collections::BTreeMap;
use std::net::IpAddr;

#[derive(Debug, Default)]
pub struct System {
    pub name: String,
    /// The process that starts first and with which the machine powers off.
    pub main: String,
    pub processes: BTreeMap<String, Process>,
    /// By path in the boot package.
    pub files: BTreeMap<String, Source>,
    pub trees: BTreeMap<String, Source>,
    /// File systems beside the boot package, by name.
    pub volumes: BTreeMap<String, Volume>,
    pub network: Option<Network>,
}

/// How the machine's network interface gets its addresses.
#[derive(Debug)]
pub struct Network {
    pub is_static: bool,
    /// With the length of its network's prefix.
    pub address: Option<(IpAddr, u8)>,
    pub gateway: Option<IpAddr>,
    pub name_servers: Vec<IpAddr>,
}

/// What a NetworkManager may be used for.
#[derive(Debug)]
pub struct Rule {
    pub purpose: RuleUse,
    /// With how many of its bits count; `None` for every address.
    pub address: Option<(IpAddr, u8)>,
    /// Both 0 for every port.
    pub first_port: u16,
    pub last_port: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleUse {
    Datagrams,
    Bind,
    Connect,
    Listen,
}

impl RuleUse {
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "datagrams" => Some(RuleUse::Datagrams),
            "bind" => Some(RuleUse::Bind),
            "connect" => Some(RuleUse::Connect),
            "listen" => Some(RuleUse::Listen),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    Ram {
        pages: u64,
        /// Of the root directory.
        mode: u32,
    },
    Devices,
    Disk {
        number: u32,
        cache_pages: u64,
        read_only: bool,
    },
    /// None that the compiler knows; the report says so.
    Unknown,
}

#[derive(Debug, Default)]
pub struct Process {
    pub program: String,
    pub parent: Option<String>,
    pub grants: BTreeMap<String, Grant>,
    pub quota: Quota,
    pub arguments: Vec<String>,
    pub environment: BTreeMap<String, String>,
    pub working_directory: String,
    /// POSIX file descriptors and the grants behind them.
    pub descriptors: BTreeMap<u32, String>,
}

#[derive(Debug)]
pub struct Grant {
    /// `None` if the manifest names an interface that the schema does not have; the report says so.
    pub interface: Option<Interface>,
    pub path: String,
    /// What a Namespace is bound together from, by absolute path in it.
    pub binds: BTreeMap<String, Bind>,
    /// Whose a Namespace is.
    pub user: u32,
    pub group: u32,
    /// Of a NetworkManager; `None` permits everything.
    pub rules: Option<Vec<Rule>>,
}

#[derive(Debug)]
pub struct Bind {
    pub volume: String,
    /// The directory of the volume.
    pub path: String,
    pub read_only: bool,
}

/// 0 is no limit beside the parent's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    pub memory_pages: u64,
    pub capabilities: u32,
    pub processes: u32,
}

/// Where a file or a tree of files comes from.
#[derive(Debug)]
pub struct Source {
    /// Relative to the root of the repository.
    pub path: String,
    pub executable: bool,
}

impl System {
    pub fn process_path(name: &str) -> FieldPath {
        FieldPath::root().field("processes").field(name)
    }

    pub fn grant_path(process: &str, grant: &str) -> FieldPath {
        Self::process_path(process).field("grants").field(grant)
    }

    /// The processes in the order in which the kernel starts them: the main process, then by depth below the
    /// roots, then by name. A process whose parents form a cycle or do not exist comes last.
    pub fn start_order(&self) -> Vec<&str> {
        let depth = |name: &str| {
            let mut depth = 0;
            let mut current = name;
            while let Some(parent) = self.processes.get(current).and_then(|process| process.parent.as_deref())
            {
                depth += 1;
                current = parent;
                if depth > self.processes.len() {
                    break;
                }
            }
            depth
        };
        let mut names: Vec<&str> = self.processes.keys().map(String::as_str).collect();
        names.sort_by_key(|&name| (name != self.main, depth(name), name));
        names
    }
}
