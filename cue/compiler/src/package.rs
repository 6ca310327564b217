//! The boot package as bytes: header, Manifest message, files on page boundaries.

use crate::boot_files::BootFiles;
use crate::message::{launch_parameters, length, single_segment};
use crate::model::{Network, Process, Rule, RuleUse, System, Volume};
use capos_schema::abi::boot_package::BootPackageHeader;
use capos_schema::abi::limits::PAGE_SIZE;
use capos_schema::capos_capnp::{manifest, network_rule};
use capos_schema::message::StructListBuilder;
use std::collections::HashMap;
use std::net::IpAddr;

/// Encodes a validated system. The same input gives the same bytes.
pub fn encode(system: &System, files: &BootFiles) -> Vec<u8> {
    let (contents, places) = lay_out(files);
    // The offsets depend on the manifest's length, which does not depend on their values.
    let manifest_length = encode_manifest(system, files, &places, 0).len();
    let first_file = page_aligned(BootPackageHeader::SIZE + manifest_length);
    let manifest = encode_manifest(system, files, &places, first_file);
    assert_eq!(manifest.len(), manifest_length, "offsets must not change the manifest's length");

    let total_length = first_file + contents.iter().map(|content| page_aligned(content.len())).sum::<usize>();
    let header =
        BootPackageHeader { total_length: total_length as u64, manifest_length: manifest_length as u64 };
    let mut package = Vec::with_capacity(total_length);
    package.extend(header.encode());
    package.extend(manifest);
    package.resize(first_file, 0);
    for content in contents {
        package.extend(content);
        package.resize(page_aligned(package.len()), 0);
    }
    package
}

/// The contents to pack, and by file where its content begins behind the first one. Files of the same content share it:
/// a program of many tools has a name for each.
fn lay_out(files: &BootFiles) -> (Vec<&[u8]>, Vec<usize>) {
    let mut contents = Vec::new();
    let mut known = HashMap::new();
    let mut end = 0;
    let places = files.values().map(|file| {
        let content = file.content.as_slice();
        *known.entry(content).or_insert_with(|| {
            contents.push(content);
            let begin = end;
            end += page_aligned(content.len());
            begin
        })
    });
    let places = places.collect();
    (contents, places)
}

fn page_aligned(length: usize) -> usize {
    length.next_multiple_of(PAGE_SIZE)
}

fn encode_manifest(system: &System, files: &BootFiles, places: &[usize], first_file: usize) -> Vec<u8> {
    single_segment::<manifest::Owned>(|mut root| {
        root.set_system(&system.name);
        let order = system.start_order();
        let mut processes = root.reborrow().init_processes(length(order.len()));
        for (index, name) in order.into_iter().enumerate() {
            set_process(processes.reborrow().get(length(index)), name, &system.processes[name]);
        }
        let mut volumes = root.reborrow().init_volumes(length(system.volumes.len()));
        for (index, (name, volume)) in system.volumes.iter().enumerate() {
            set_volume(volumes.reborrow().get(length(index)), name, *volume);
        }
        if let Some(network) = &system.network {
            set_network(root.reborrow().init_network(), network);
        }
        let mut list = root.init_files(length(files.len()));
        for (index, ((path, file), place)) in files.iter().zip(places).enumerate() {
            let mut entry = list.reborrow().get(length(index));
            entry.set_path(path);
            entry.set_offset((first_file + place) as u64);
            entry.set_size(file.content.len() as u64);
            entry.set_executable(file.executable);
        }
    })
}

fn set_volume(mut entry: manifest::volume::Builder<'_>, name: &str, volume: Volume) {
    entry.set_name(name);
    match volume {
        Volume::Ram { pages, mode } => {
            let mut ram = entry.init_ram();
            ram.set_pages(pages);
            ram.set_mode(mode);
        }
        Volume::Devices => entry.set_devices(()),
        Volume::Disk { number, cache_pages, read_only } => {
            let mut disk = entry.init_disk();
            disk.set_number(number);
            disk.set_cache_pages(cache_pages);
            disk.set_read_only(read_only);
        }
        Volume::Unknown => unreachable!("a validated volume is of a known kind"),
    }
}

fn set_network(mut entry: manifest::network::Builder<'_>, network: &Network) {
    entry.set_static(network.is_static);
    if let Some((address, prefix_length)) = network.address {
        entry.set_address(&octets(address));
        entry.set_prefix_length(prefix_length);
    }
    if let Some(gateway) = network.gateway {
        entry.set_gateway(&octets(gateway));
    }
    let mut servers = entry.init_name_servers(length(network.name_servers.len()));
    for (index, server) in network.name_servers.iter().enumerate() {
        servers.set(length(index), &octets(*server));
    }
}

fn set_rules(mut list: StructListBuilder<'_, network_rule::Owned>, rules: &[Rule]) {
    for (index, rule) in rules.iter().enumerate() {
        let mut entry = list.reborrow().get(length(index));
        entry.set_use(match rule.purpose {
            RuleUse::Datagrams => network_rule::Use::Datagrams,
            RuleUse::Bind => network_rule::Use::Bind,
            RuleUse::Connect => network_rule::Use::Connect,
            RuleUse::Listen => network_rule::Use::Listen,
        });
        if let Some((address, prefix_length)) = rule.address {
            entry.set_address(&octets(address));
            entry.set_prefix_length(prefix_length);
        }
        entry.set_first_port(rule.first_port);
        entry.set_last_port(rule.last_port);
    }
}

fn octets(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

fn set_process(mut entry: manifest::process::Builder<'_>, name: &str, process: &Process) {
    entry.set_name(name);
    entry.set_program(&process.program);
    entry.set_parent(process.parent.as_deref().unwrap_or_default());
    let mut grants = entry.reborrow().init_grants(length(process.grants.len()));
    for (index, (name, grant)) in process.grants.iter().enumerate() {
        let mut entry = grants.reborrow().get(length(index));
        entry.set_name(name);
        entry.set_interface(grant.interface.expect("a validated grant has an interface").id());
        entry.set_path(&grant.path);
        entry.set_user(grant.user);
        entry.set_group(grant.group);
        if let Some(rules) = &grant.rules {
            entry.set_restricted(true);
            set_rules(entry.reborrow().init_rules(length(rules.len())), rules);
        }
        let mut binds = entry.init_binds(length(grant.binds.len()));
        for (index, (at, bind)) in grant.binds.iter().enumerate() {
            let mut entry = binds.reborrow().get(length(index));
            entry.set_at(at);
            entry.set_volume(&bind.volume);
            entry.set_path(&bind.path);
            entry.set_read_only(bind.read_only);
        }
    }
    let mut quota = entry.reborrow().init_quota();
    quota.set_memory_pages(process.quota.memory_pages);
    quota.set_capabilities(process.quota.capabilities);
    quota.set_processes(process.quota.processes);
    entry.set_launch(&launch_parameters(process));
}
