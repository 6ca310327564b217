//! Paths of the boot package: their components, clashes between them, and what the processes name.

use crate::model::System;
use crate::report::{FieldPath, Report};
use capos_schema::abi::limits::MAX_PATH;

/// Longest component (POSIX NAME_MAX).
const MAX_COMPONENT: usize = 255;

pub fn check(system: &System, report: &mut Report) {
    let root = FieldPath::root();
    let paths = [("files", &system.files), ("trees", &system.trees)];
    let paths = paths.into_iter().flat_map(|(section, map)| map.keys().map(move |path| (section, path)));
    for (section, path) in paths {
        let field = root.field(section).field(path);
        if let Some(reason) = malformed(path) {
            report.add(&field, reason);
        }
        if section == "files"
            && let Some(below) =
                system.files.keys().chain(system.trees.keys()).find(|other| is_below(other, path))
        {
            report.add(&field, format!("is a file, but {below:?} lies below it"));
        }
        if section == "trees" && system.files.contains_key(path) {
            report.add(&field, format!("duplicate name {path:?}: also a file"));
        }
    }
    for (name, process) in &system.processes {
        let field = System::process_path(name).field("program");
        match system.files.get(&process.program) {
            Some(file) if !file.executable => {
                report.add(&field, format!("{:?} is not executable", process.program));
            }
            None if !names_file(system, &process.program) => {
                report.add(
                    &field,
                    format!("missing binary: no file {:?} in the boot package", process.program),
                );
            }
            _ => {}
        }
    }
}

/// Whether the boot package has, or by a tree may have, a file of this path.
pub fn names_file(system: &System, path: &str) -> bool {
    system.files.contains_key(path) || system.trees.keys().any(|tree| is_below(path, tree))
}

pub fn names_directory(system: &System, path: &str) -> bool {
    let mut paths = system.files.keys().chain(system.trees.keys());
    system.trees.contains_key(path)
        || paths.any(|file| is_below(file, path))
        || system.trees.keys().any(|tree| is_below(path, tree))
}

fn is_below(path: &str, directory: &str) -> bool {
    path.strip_prefix(directory).is_some_and(|rest| rest.starts_with('/'))
}

/// Why `path` can not name a file of the boot package.
pub fn malformed(path: &str) -> Option<String> {
    if path.len() >= MAX_PATH {
        return Some(format!("path of {} bytes; at most {}", path.len(), MAX_PATH - 1));
    }
    path.split('/').find_map(|component| match component {
        "" => Some("bad path: empty component".to_owned()),
        "." | ".." => Some(format!("bad path: component {component:?}")),
        long if long.len() > MAX_COMPONENT => {
            Some(format!("bad path: component of {} bytes; at most {MAX_COMPONENT}", long.len()))
        }
        odd if odd.contains(|character: char| character.is_control()) => {
            Some(format!("bad path: control character in {odd:?}"))
        }
        _ => None,
    })
}
