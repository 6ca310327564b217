//! The boot package as bytes: header, Manifest message, files on page boundaries.

use crate::boot_files::BootFiles;
use crate::message::{launch_parameters, length, single_segment};
use crate::model::{Process, System, Volume};
use capos_schema::abi::boot_package::BootPackageHeader;
use capos_schema::abi::limits::PAGE_SIZE;
use capos_schema::capos_capnp::manifest;

/// Encodes a validated system. The same input gives the same bytes.
pub fn encode(system: &System, files: &BootFiles) -> Vec<u8> {
    // The offsets depend on the manifest's length, which does not depend on their values.
    let manifest_length = encode_manifest(system, files, 0).len();
    let first_file = page_aligned(BootPackageHeader::SIZE + manifest_length);
    let manifest = encode_manifest(system, files, first_file);
    assert_eq!(manifest.len(), manifest_length, "offsets must not change the manifest's length");

    let total_length =
        files.values().fold(first_file, |offset, file| offset + page_aligned(file.content.len()));
    let header =
        BootPackageHeader { total_length: total_length as u64, manifest_length: manifest_length as u64 };
    let mut package = Vec::with_capacity(total_length);
    package.extend(header.encode());
    package.extend(manifest);
    package.resize(first_file, 0);
    for file in files.values() {
        package.extend(&file.content);
        package.resize(page_aligned(package.len()), 0);
    }
    package
}

fn page_aligned(length: usize) -> usize {
    length.next_multiple_of(PAGE_SIZE)
}

fn encode_manifest(system: &System, files: &BootFiles, first_file: usize) -> Vec<u8> {
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
        let mut list = root.init_files(length(files.len()));
        let mut offset = first_file;
        for (index, (path, file)) in files.iter().enumerate() {
            let mut entry = list.reborrow().get(length(index));
            entry.set_path(path);
            entry.set_offset(offset as u64);
            entry.set_size(file.content.len() as u64);
            entry.set_executable(file.executable);
            offset += page_aligned(file.content.len());
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
