//! Quotas: enough to start with, and no more than the parent's.

use crate::model::{Process, System};
use crate::report::{FieldPath, Report};
use capos_schema::abi::limits::{MAX_CAPABILITIES, PAGE_SIZE, USER_END};

/// Less than this can not hold a stack, the start-up pages and any program.
const MIN_MEMORY_PAGES: u64 = 16;

pub fn check(system: &System, report: &mut Report) {
    for (name, process) in &system.processes {
        let field = System::process_path(name).field("quota");
        check_own(process, &field, report);
        if let Some((parent_name, parent)) =
            process.parent.as_ref().and_then(|name| Some((name, system.processes.get(name)?)))
        {
            check_parent(process, parent_name, parent, &field, report);
        }
    }
}

fn check_own(process: &Process, field: &FieldPath, report: &mut Report) {
    let quota = process.quota;
    let most = USER_END / PAGE_SIZE as u64;
    if quota.memory_pages != 0 && !(MIN_MEMORY_PAGES..=most).contains(&quota.memory_pages) {
        let reason =
            format!("{} pages; {MIN_MEMORY_PAGES} to {most}, or 0 for no own limit", quota.memory_pages);
        report.add(&field.field("memoryPages"), reason);
    }
    let grants = u32::try_from(process.grants.len()).unwrap_or(u32::MAX);
    if grants > MAX_CAPABILITIES {
        report
            .add(field, format!("{grants} grants; a process holds at most {MAX_CAPABILITIES} capabilities"));
    }
    if quota.capabilities > MAX_CAPABILITIES {
        let reason = format!("{}; a process holds at most {MAX_CAPABILITIES}", quota.capabilities);
        report.add(&field.field("capabilities"), reason);
    } else if quota.capabilities != 0 && quota.capabilities < grants {
        let reason = format!("{} is less than the {grants} grants", quota.capabilities);
        report.add(&field.field("capabilities"), reason);
    }
}

fn check_parent(
    process: &Process,
    parent_name: &str,
    parent: &Process,
    field: &FieldPath,
    report: &mut Report,
) {
    let limits = [
        ("memoryPages", process.quota.memory_pages, parent.quota.memory_pages),
        ("capabilities", process.quota.capabilities.into(), parent.quota.capabilities.into()),
        ("processes", process.quota.processes.into(), parent.quota.processes.into()),
    ];
    for (name, own, parents) in limits {
        if parents != 0 && own > parents {
            report.add(
                &field.field(name),
                format!("{own} is more than the {parents} of the parent {parent_name:?}"),
            );
        }
    }
}
