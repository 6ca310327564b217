//! Grants: what the kernel can make fresh, what a parent holds, and the paths they carry.

use super::paths;
use super::processes::check_name;
use crate::model::{Grant, Process, System};
use crate::report::{FieldPath, Report, quoted_list};
use capos_schema::Interface;

pub fn check(system: &System, report: &mut Report) {
    for (process_name, process) in &system.processes {
        let parent = process.parent.as_ref().and_then(|name| Some((name, system.processes.get(name)?)));
        for (name, grant) in &process.grants {
            let field = System::grant_path(process_name, name);
            check_name(name, &field, report);
            match parent {
                Some((parent_name, parent)) => {
                    check_inherited(name, grant, parent_name, parent, &field, report)
                }
                None => check_fresh(system, grant, &field, report),
            }
        }
    }
}

fn check_inherited(
    name: &str,
    grant: &Grant,
    parent_name: &str,
    parent: &Process,
    field: &FieldPath,
    report: &mut Report,
) {
    let Some(held) = parent.grants.get(name) else {
        let holds = quoted_list(parent.grants.keys().map(String::as_str));
        report.add(field, format!("the parent {parent_name:?} holds no grant {name:?} (it holds: {holds})"));
        return;
    };
    if let (Some(wanted), Some(held)) = (grant.interface, held.interface)
        && wanted != held
    {
        let reason = format!("{:?}, but the parent {parent_name:?} holds a {:?}", wanted.name(), held.name());
        report.add(&field.field("interface"), reason);
    }
    if !grant.path.is_empty() && grant.path != held.path {
        let reason =
            format!("{:?}, but the grant comes from {parent_name:?} with {:?}", grant.path, held.path);
        report.add(&field.field("path"), reason);
    }
}

fn check_fresh(system: &System, grant: &Grant, field: &FieldPath, report: &mut Report) {
    let Some(interface) = grant.interface else { return };
    let path_field = field.field("path");
    match interface {
        interface if is_made_on_request(interface) => {
            let reason = format!("a {} is made on request, not by a manifest", interface.name());
            report.add(&field.field("interface"), reason);
        }
        Interface::File | Interface::MemoryObject => {
            if grant.path.is_empty() {
                report.add(
                    &path_field,
                    format!("missing: a {} is a file of the boot package", interface.name()),
                );
            } else if !paths::names_file(system, &grant.path) {
                report.add(&path_field, format!("no file {:?} in the boot package", grant.path));
            }
        }
        Interface::Namespace if !grant.binds.is_empty() => {
            if !grant.path.is_empty() {
                report.add(&path_field, "a Namespace has either binds or a path");
            }
            super::volumes::check_binds(system, grant, &field.field("binds"), report);
            return;
        }
        Interface::Namespace => {
            let path = grant.path.as_str();
            if !path.is_empty() && !paths::names_directory(system, path) {
                report.add(&path_field, format!("no directory {path:?} in the boot package"));
            }
        }
        Interface::BlockDevice => {
            if grant.path.parse::<u32>().is_err() {
                report.add(
                    &path_field,
                    format!("{:?}: a BlockDevice's path is the number of its disk", grant.path),
                );
            }
        }
        _ if !grant.path.is_empty() => {
            report.add(&path_field, format!("a {} has no path", interface.name()));
        }
        _ => {}
    }
    if interface != Interface::Namespace && !grant.binds.is_empty() {
        report.add(&field.field("binds"), format!("a {} has no binds", interface.name()));
    }
    if interface != Interface::NetworkManager && grant.rules.is_some() {
        report.add(&field.field("rules"), format!("a {} has no rules", interface.name()));
    }
    for (name, number) in [("user", grant.user), ("group", grant.group)] {
        if number != 0 {
            report.add(&field.field(name), "only a Namespace with binds belongs to somebody");
        }
    }
}

/// What processes get from calls only.
pub fn is_made_on_request(interface: Interface) -> bool {
    matches!(
        interface,
        Interface::ProcessHandle
            | Interface::ThreadHandle
            | Interface::SignalTimer
            | Interface::SignalReader
            | Interface::Pipe
            | Interface::EventCounter
            | Interface::LocalSocket
            | Interface::UdpSocket
            | Interface::TcpSocket
            | Interface::TcpListener
            | Interface::PseudoTerminal
    )
}
