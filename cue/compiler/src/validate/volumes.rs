//! Volumes, and what Namespaces bind of them.

use super::paths;
use crate::model::{Grant, System, Volume};
use crate::report::{FieldPath, Report, quoted_list};
use capos_schema::abi::limits::{PAGE_SIZE, USER_END};

/// The boot package as a volume.
const PACKAGE: &str = "package";

const MODE: u32 = 0o7777;

/// Less than this does not even hold a few names.
const MIN_PAGES: u64 = 4;

/// Less than this does not hold what one call moves.
const MIN_CACHE_PAGES: u64 = 64;

pub fn check(system: &System, report: &mut Report) {
    for (name, volume) in &system.volumes {
        let field = FieldPath::root().field("volumes").field(name);
        if name.is_empty() || name == PACKAGE {
            report.add(&field, format!("bad name {name:?}: empty, or the boot package's"));
        }
        check_volume(system, name, *volume, &field, report);
    }
}

fn check_volume(system: &System, name: &str, volume: Volume, field: &FieldPath, report: &mut Report) {
    let most = USER_END / PAGE_SIZE as u64;
    match volume {
        Volume::Ram { pages, mode } => {
            if !(MIN_PAGES..=most).contains(&pages) {
                report.add(&field.field("pages"), format!("{pages} pages; {MIN_PAGES} to {most}"));
            }
            if mode & !MODE != 0 {
                report.add(&field.field("mode"), format!("{mode:#o}; at most {MODE:#o}"));
            }
        }
        Volume::Disk { number, cache_pages, .. } => {
            if !(MIN_CACHE_PAGES..=most).contains(&cache_pages) {
                report.add(
                    &field.field("cachePages"),
                    format!("{cache_pages} pages; {MIN_CACHE_PAGES} to {most}"),
                );
            }
            let same =
                |other: &Volume| matches!(other, Volume::Disk { number: other, .. } if *other == number);
            let first = system.volumes.iter().find(|(_, other)| same(other));
            if let Some((first, _)) = first.filter(|(first, _)| *first != name) {
                report.add(&field.field("number"), format!("disk {number} is the volume {first:?} already"));
            }
        }
        Volume::Devices | Volume::Unknown => {}
    }
}

pub fn check_binds(system: &System, grant: &Grant, field: &FieldPath, report: &mut Report) {
    if !grant.binds.contains_key("/") {
        report.add(field, "nothing is bound at \"/\"");
    }
    for (at, bind) in &grant.binds {
        let field = field.field(at);
        let relative = at.strip_prefix('/');
        match relative.map(paths::malformed) {
            None => report.add(&field, "not an absolute path"),
            Some(Some(reason)) if at != "/" => report.add(&field, reason),
            Some(_) => {}
        }
        if bind.volume != PACKAGE && !system.volumes.contains_key(&bind.volume) {
            let known = quoted_list([PACKAGE].into_iter().chain(system.volumes.keys().map(String::as_str)));
            report.add(&field.field("volume"), format!("no volume {:?} (volumes: {known})", bind.volume));
        }
        let path = bind.path.as_str();
        if path.is_empty() {
            continue;
        }
        if let Some(reason) = paths::malformed(path) {
            report.add(&field.field("path"), reason);
        } else if bind.volume == PACKAGE && !paths::names_directory(system, path) {
            report.add(&field.field("path"), format!("no directory {path:?} in the boot package"));
        }
    }
}
