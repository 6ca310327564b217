//! What becomes the LaunchParameters: arguments, environment, working directory, descriptors.

use crate::message::launch_parameters;
use crate::model::{Process, System};
use crate::report::{FieldPath, Report, quoted_list};
use capos_schema::Interface;
use capos_schema::abi::limits::{MAX_LAUNCH, MAX_PATH};

/// Highest descriptor number (POSIX OPEN_MAX as libc has it, less one).
const MAX_DESCRIPTOR: u32 = 1023;

pub fn check(system: &System, report: &mut Report) {
    for (name, process) in &system.processes {
        let field = System::process_path(name);
        for variable in process.environment.keys() {
            if variable.is_empty() || variable.contains(['=', '\0']) {
                report
                    .add(&field.field("environment").field(variable), "bad name of an environment variable");
            }
        }
        check_directory(process, &field.field("workingDirectory"), report);
        check_descriptors(process, &field.field("descriptors"), report);
        let length = launch_parameters(process).len();
        if length > MAX_LAUNCH {
            let reason = format!("arguments and environment take {length} bytes; at most {MAX_LAUNCH}");
            report.add(&field, reason);
        }
    }
}

fn check_directory(process: &Process, field: &FieldPath, report: &mut Report) {
    let directory = &process.working_directory;
    if !directory.starts_with('/') || directory.len() >= MAX_PATH {
        report.add(
            field,
            format!("bad directory {directory:?}: an absolute path of less than {MAX_PATH} bytes"),
        );
    }
}

fn check_descriptors(process: &Process, field: &FieldPath, report: &mut Report) {
    for (number, grant) in &process.descriptors {
        let field = field.field(&number.to_string());
        if *number > MAX_DESCRIPTOR {
            report.add(&field, format!("descriptor {number}; at most {MAX_DESCRIPTOR}"));
        }
        match process.grants.get(grant) {
            None => {
                let holds = quoted_list(process.grants.keys().map(String::as_str));
                report.add(&field, format!("no grant {grant:?} (grants: {holds})"));
            }
            Some(named) => {
                if let Some(interface) = named.interface
                    && !can_be_descriptor(interface)
                {
                    report.add(&field, format!("a {} can not be a file descriptor", interface.name()));
                }
            }
        }
    }
}

/// Whether the interface has bytes to read or write.
fn can_be_descriptor(interface: Interface) -> bool {
    matches!(interface, Interface::Console | Interface::TerminalSession | Interface::File)
}
