//! Starts the manifest's processes, in order.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use capos_hal::power;
use capos_schema::Interface;
use capos_schema::abi::capset::CapabilityName;
use capos_schema::capos_capnp::manifest;
use capos_schema::message::Malformed;

use super::{Services, VolumeError, networks};
use crate::file_system::{Identity, shut_down};
use crate::network::ConfigurationError;
use crate::object::{CallError, Capability};
use crate::process::ExitStatus;
use crate::process::registry::Placement;
use crate::quota::Limits;
use crate::spawn::{Launch, Parameters, ProgramFile, SpawnError, StartSignals, launch};

/// Why a process of the manifest could not be started.
#[derive(Debug)]
pub enum ProcessesError {
    Manifest(Malformed),
    NoProcess,
    /// The process, its grant, and what is wrong with it.
    Grant {
        process: String,
        grant: String,
        problem: &'static str,
    },
    UnknownParent {
        process: String,
        parent: String,
    },
    Spawn {
        process: String,
        error: SpawnError,
    },
    Volume {
        volume: String,
        error: VolumeError,
    },
    Network(ConfigurationError),
}

impl fmt::Display for ProcessesError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manifest(kind) => write!(formatter, "manifest: {kind}"),
            Self::NoProcess => formatter.write_str("manifest: processes: none"),
            Self::Grant { process, grant, problem } => {
                write!(formatter, "manifest: process {process:?}, grant {grant:?}: {problem}")
            }
            Self::UnknownParent { process, parent } => {
                write!(formatter, "manifest: process {process:?}: no earlier process {parent:?}")
            }
            Self::Network(error) => write!(formatter, "network: {}", error.0),
            Self::Volume { volume, error } => write!(formatter, "volume {volume:?}: {}", error.problem()),
            Self::Spawn { process, error } => write!(formatter, "process {process:?}: {error}"),
        }
    }
}

impl From<Malformed> for ProcessesError {
    fn from(error: Malformed) -> Self {
        ProcessesError::Manifest(error)
    }
}

impl From<core::str::Utf8Error> for ProcessesError {
    fn from(error: core::str::Utf8Error) -> Self {
        ProcessesError::Manifest(error.into())
    }
}

/// What the started processes hold, for those that are granted it in turn.
struct Started<'m> {
    name: &'m str,
    grants: Vec<(&'m str, Capability)>,
}

/// Makes the manifest's volumes and starts its processes.
pub(super) fn start(services: &mut Services) -> Result<(), ProcessesError> {
    let package = Arc::clone(&services.package);
    package.with_manifest(|manifest| {
        for volume in manifest.get_volumes()? {
            let name = volume.get_name()?.to_str()?;
            let made = services.volumes.add(volume, &services.quota.memory, &mut services.disks)?;
            made.map_err(|error| ProcessesError::Volume { volume: name.into(), error })?;
        }
        services.network = networks::begin(manifest)?.map_err(ProcessesError::Network)?;
        let services = &*services;
        let processes = manifest.get_processes()?;
        if processes.is_empty() {
            return Err(ProcessesError::NoProcess);
        }
        let mut started = Vec::new();
        for (index, process) in processes.iter().enumerate() {
            let at_end: Option<fn(ExitStatus)> = if index == 0 { Some(end_of_first) } else { None };
            let process = start_one(services, &started, process, at_end)?;
            started.push(process);
        }
        Ok(())
    })
}

/// The system is as alive as its first process.
fn end_of_first(status: ExitStatus) {
    shut_down();
    power::off(status.shell_status());
}

fn start_one<'m>(
    services: &Services,
    started: &[Started<'m>],
    process: manifest::process::Reader<'m>,
    at_end: Option<fn(ExitStatus)>,
) -> Result<Started<'m>, ProcessesError> {
    let name = process.get_name()?.to_str()?;
    let grants = collect_grants(services, started, name, process)?;
    let parameters = process.get_launch()?;
    let refuse = |error| ProcessesError::Spawn { process: name.into(), error };
    let copy = |(index, (name, capability)): (usize, &(&str, Capability))| {
        let name = CapabilityName::new(name.as_bytes()).ok_or(SpawnError::GrantName(index))?;
        Ok((name, capability.duplicate()))
    };
    let copies = grants.iter().enumerate().map(copy).collect::<Result<_, _>>().map_err(refuse)?;
    let program = process.get_program()?.to_str()?;
    let file = ProgramFile::of_package(&services.package, program).map_err(refuse)?;
    let launched = launch(Launch {
        file,
        name,
        grants: copies,
        parent_quota: &services.quota,
        limits: Limits::from_schema(process.get_quota()?),
        parameters: Parameters {
            copy: &|offset, bytes| {
                // The launch reads the length that it was told.
                bytes.copy_from_slice(&parameters[offset..offset + bytes.len()]);
                Ok::<(), CallError>(())
            },
            length: parameters.len(),
        },
        signals: StartSignals::default(),
        placement: Placement::default(),
        at_end,
    });
    let launched = launched.map_err(refuse)?;
    if grants.iter().any(|(_, capability)| capability.interface() == Interface::TerminalSession) {
        // The first to have the terminal leads the session that it controls.
        services.terminal.control(launched.process.id(), false);
    }
    launched.start();
    Ok(Started { name, grants })
}

fn collect_grants<'m>(
    services: &Services,
    started: &[Started<'m>],
    process_name: &str,
    process: manifest::process::Reader<'m>,
) -> Result<Vec<(&'m str, Capability)>, ProcessesError> {
    let parent = process.get_parent()?.to_str()?;
    let parent = match parent {
        "" => None,
        name => match started.iter().find(|other| other.name == name) {
            Some(parent) => Some(parent),
            None => {
                return Err(ProcessesError::UnknownParent {
                    process: process_name.into(),
                    parent: name.into(),
                });
            }
        },
    };
    let mut collected = Vec::new();
    for grant in process.get_grants()? {
        let name = grant.get_name()?.to_str()?;
        let refuse =
            |problem| ProcessesError::Grant { process: process_name.into(), grant: name.into(), problem };
        let interface =
            Interface::try_from(grant.get_interface()).map_err(|_| refuse("interface: unknown"))?;
        let capability = match parent {
            None => {
                let binds = grant.get_binds()?;
                if interface == Interface::Namespace && !binds.is_empty() {
                    let identity = Identity::new(grant.get_user(), grant.get_group());
                    let namespace = services.volumes.namespace(binds, identity)?;
                    Capability::new(namespace.map_err(|error| refuse(error.problem()))?)
                } else if let Some(network) =
                    services.network.as_ref().filter(|_| interface == Interface::NetworkManager)
                {
                    networks::grant(network, grant)?.map_err(refuse)?
                } else {
                    let path = grant.get_path()?.to_str()?;
                    services.grant(interface, path).ok_or_else(|| refuse("the kernel has no such object"))?
                }
            }
            Some(parent) => {
                let held = parent.grants.iter().find(|(held, _)| *held == name);
                let (_, capability) = held.ok_or_else(|| refuse("the parent does not hold it"))?;
                if capability.interface() != interface {
                    return Err(refuse("interface: the parent's is another"));
                }
                capability.duplicate()
            }
        };
        collected.push((name, capability));
    }
    Ok(collected)
}
