//! Names, the main process, and the tree of parents.

use crate::model::System;
use crate::report::{FieldPath, Report, quoted_list};
use capos_schema::abi::limits::MAX_CAPABILITY_NAME;

pub fn check(system: &System, report: &mut Report) {
    check_name(&system.name, &FieldPath::root().field("system"), report);
    for name in system.processes.keys() {
        check_name(name, &System::process_path(name), report);
    }
    check_main(system, report);
    check_parents(system, report);
}

/// A name is at most as long as a CapSet entry allows, and needs no quoting in CUE or in a log.
pub fn check_name(name: &str, field: &FieldPath, report: &mut Report) {
    let allowed = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
    let well_formed = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|character| allowed(character) || matches!(character, '_' | '-'));
    if !well_formed {
        report.add(field, format!("bad name {name:?}: a name is a-z, then a-z, 0-9, '_' and '-'"));
    } else if name.len() > MAX_CAPABILITY_NAME {
        report.add(field, format!("name of {} bytes; at most {MAX_CAPABILITY_NAME}", name.len()));
    }
}

fn check_main(system: &System, report: &mut Report) {
    let field = FieldPath::root().field("main");
    match system.processes.get(&system.main) {
        None => {
            let known = quoted_list(system.processes.keys().map(String::as_str));
            report.add(&field, format!("no process {:?} (processes: {known})", system.main));
        }
        Some(process) if process.parent.is_some() => {
            let reason = format!("process {:?} starts first and so can have no parent", system.main);
            report.add(&field, reason);
        }
        Some(_) => {}
    }
}

fn check_parents(system: &System, report: &mut Report) {
    for (name, process) in &system.processes {
        let Some(parent) = &process.parent else { continue };
        let field = System::process_path(name).field("parent");
        if !system.processes.contains_key(parent) {
            report.add(&field, format!("no process {parent:?}"));
        } else if let Some(cycle) = cycle_from(system, name) {
            report.add(&field, format!("the parents form a cycle: {}", cycle.join(" -> ")));
        }
    }
}

/// The way from `start` over its parents back to `start`, if there is one.
fn cycle_from<'a>(system: &'a System, start: &'a str) -> Option<Vec<&'a str>> {
    let mut way = vec![start];
    while let Some(parent) = system.processes.get(*way.last()?)?.parent.as_deref() {
        way.push(parent);
        if parent == start {
            return Some(way);
        }
        if way.len() > system.processes.len() {
            return None;
        }
    }
    None
}
