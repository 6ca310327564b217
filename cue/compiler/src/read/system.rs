//! The fields of a manifest, as `cue/defaults` defines them.

use super::fields::Node;
use super::network::{read_network, read_rules};
use crate::json::Json;
use crate::model::{Bind, Grant, Process, Quota, Source, System, Volume};
use crate::report::{FieldPath, Report, quoted_list};
use capos_schema::Interface;
use std::collections::BTreeMap;

/// Reads what is there and reports what is not as it should be; the result is for further checks only if the
/// report stays clean.
pub fn read_system(json: &Json, report: &mut Report) -> System {
    let mut fields = Node { value: json, path: FieldPath::root() }.fields(report);
    let system = System {
        name: fields.required("system", report).and_then(|node| node.string(report)).unwrap_or_default(),
        main: fields.required("main", report).and_then(|node| node.string(report)).unwrap_or_default(),
        processes: map(fields.required("processes", report), report, read_process),
        files: map(fields.optional("files"), report, read_source),
        trees: map(fields.optional("trees"), report, read_source),
        volumes: map(fields.optional("volumes"), report, read_volume),
        network: fields.optional("network").map(|node| read_network(&node, report)),
    };
    fields.finish(report);
    system
}

fn map<T>(
    node: Option<Node<'_>>,
    report: &mut Report,
    read: fn(&Node<'_>, &mut Report) -> T,
) -> BTreeMap<String, T> {
    let entries = node.map(|node| node.entries(report)).unwrap_or_default();
    entries.into_iter().map(|(name, node)| (name.to_owned(), read(&node, report))).collect()
}

fn read_process(node: &Node<'_>, report: &mut Report) -> Process {
    let mut fields = node.fields(report);
    let text = |node: Option<Node<'_>>, report: &mut Report| node.and_then(|node| node.string(report));
    let program = fields.required("program", report);
    let process = Process {
        program: text(program, report).unwrap_or_default(),
        parent: text(fields.optional("parent"), report).filter(|parent| !parent.is_empty()),
        grants: map(fields.optional("grants"), report, read_grant),
        quota: fields.optional("quota").map(|node| read_quota(&node, report)).unwrap_or_default(),
        arguments: strings(fields.optional("arguments"), report),
        environment: map(fields.optional("environment"), report, |node, report| {
            node.string(report).unwrap_or_default()
        }),
        working_directory: text(fields.optional("workingDirectory"), report)
            .unwrap_or_else(|| "/".to_owned()),
        descriptors: read_descriptors(fields.optional("descriptors"), report),
    };
    fields.finish(report);
    process
}

fn strings(node: Option<Node<'_>>, report: &mut Report) -> Vec<String> {
    let elements = node.map(|node| node.list(report)).unwrap_or_default();
    elements.iter().filter_map(|element| element.string(report)).collect()
}

fn read_grant(node: &Node<'_>, report: &mut Report) -> Grant {
    let mut fields = node.fields(report);
    let interface = fields.required("interface", report).and_then(|node| {
        let name = node.string(report)?;
        Interface::from_name(&name).ok().or_else(|| {
            let known = quoted_list(Interface::ALL.iter().map(|interface| interface.name()));
            report.add(&node.path, format!("unknown interface {name:?} (known: {known})"));
            None
        })
    });
    let path = fields.optional("path").and_then(|node| node.string(report)).unwrap_or_default();
    let binds = map(fields.optional("binds"), report, read_bind);
    let mut number = |name| fields.optional(name).and_then(|node| node.integer(report)).unwrap_or_default();
    let (user, group) = (number("user"), number("group"));
    let rules = fields.optional("rules").map(|node| read_rules(&node, report));
    fields.finish(report);
    Grant { interface, path, binds, user, group, rules }
}

fn read_bind(node: &Node<'_>, report: &mut Report) -> Bind {
    let mut fields = node.fields(report);
    let bind = Bind {
        volume: fields.required("volume", report).and_then(|node| node.string(report)).unwrap_or_default(),
        path: fields.optional("path").and_then(|node| node.string(report)).unwrap_or_default(),
        read_only: fields.optional("readOnly").and_then(|node| node.boolean(report)).unwrap_or_default(),
    };
    fields.finish(report);
    bind
}

fn read_volume(node: &Node<'_>, report: &mut Report) -> Volume {
    /// Of a RAM volume's root directory.
    const MODE: u32 = 0o755;
    /// Of a disk's cache: 16 MiB.
    const CACHE_PAGES: u64 = 4096;
    let mut fields = node.fields(report);
    let kind = fields.required("kind", report);
    let volume = match kind.as_ref().and_then(|node| node.string(report)).as_deref() {
        Some("ram") => Volume::Ram {
            pages: fields.required("pages", report).and_then(|node| node.integer(report)).unwrap_or_default(),
            mode: fields.optional("mode").and_then(|node| node.integer(report)).unwrap_or(MODE),
        },
        Some("devices") => Volume::Devices,
        Some("disk") => Volume::Disk {
            number: fields.optional("number").and_then(|node| node.integer(report)).unwrap_or_default(),
            cache_pages: fields
                .optional("cachePages")
                .and_then(|node| node.integer(report))
                .unwrap_or(CACHE_PAGES),
            read_only: fields.optional("readOnly").and_then(|node| node.boolean(report)).unwrap_or_default(),
        },
        Some(other) => {
            if let Some(node) = &kind {
                report.add(
                    &node.path,
                    format!("unknown kind {other:?} (known: \"ram\", \"devices\", \"disk\")"),
                );
            }
            return Volume::Unknown;
        }
        None => Volume::Unknown,
    };
    fields.finish(report);
    volume
}

fn read_quota(node: &Node<'_>, report: &mut Report) -> Quota {
    let mut fields = node.fields(report);
    let quota = Quota {
        memory_pages: fields
            .optional("memoryPages")
            .and_then(|node| node.integer(report))
            .unwrap_or_default(),
        capabilities: fields
            .optional("capabilities")
            .and_then(|node| node.integer(report))
            .unwrap_or_default(),
        processes: fields.optional("processes").and_then(|node| node.integer(report)).unwrap_or_default(),
    };
    fields.finish(report);
    quota
}

fn read_descriptors(node: Option<Node<'_>>, report: &mut Report) -> BTreeMap<u32, String> {
    let mut descriptors = BTreeMap::new();
    for (number, node) in node.map(|node| node.entries(report)).unwrap_or_default() {
        let Some(grant) = node.string(report) else { continue };
        match number.parse::<u32>() {
            Err(_) => report.add(&node.path, format!("{number:?} is not a descriptor number")),
            Ok(number) if descriptors.contains_key(&number) => {
                report.add(&node.path, format!("duplicate descriptor {number}"));
            }
            Ok(number) => {
                descriptors.insert(number, grant);
            }
        }
    }
    descriptors
}

fn read_source(node: &Node<'_>, report: &mut Report) -> Source {
    let mut fields = node.fields(report);
    let node = fields.required("source", report);
    let path = node.as_ref().and_then(|node| node.string(report));
    if let (Some(node), Some("")) = (node, path.as_deref()) {
        report.add(&node.path, "empty");
    }
    let path = path.unwrap_or_default();
    let executable = fields.optional("executable").and_then(|node| node.boolean(report)).unwrap_or_default();
    fields.finish(report);
    Source { path, executable }
}
