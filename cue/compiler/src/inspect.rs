//! Prints a boot package for people.

use crate::message::with_single_segment;
use capos_schema::Interface;
use capos_schema::abi::boot_package::BootPackageHeader;
use capos_schema::capos_capnp::{launch_parameters, manifest};
use capos_schema::message::Result;
use std::fmt::Write;

/// Text about the package, or what is wrong with it.
pub fn describe(package: &[u8]) -> std::result::Result<String, String> {
    let header = BootPackageHeader::decode(package).map_err(|field| format!("bad header field {field}"))?;
    let end = BootPackageHeader::SIZE + header.manifest_length as usize;
    let mut text = String::new();
    with_single_segment::<manifest::Owned, _>(&package[BootPackageHeader::SIZE..end], |root| {
        describe_manifest(root, &mut text)
    })
    .map_err(|error| format!("bad manifest: {error}"))?;
    Ok(text)
}

fn describe_manifest(root: manifest::Reader<'_>, text: &mut String) -> Result<()> {
    line(text, format_args!("system {}", root.get_system()?.to_str()?));
    for process in root.get_processes()? {
        describe_process(process, text)?;
    }
    for volume in root.get_volumes()? {
        let name = volume.get_name()?.to_str()?;
        match volume.which()? {
            manifest::volume::Ram(ram) => {
                let ram = ram?;
                line(
                    text,
                    format_args!("volume {name}: ram, {} pages, mode {:#o}", ram.get_pages(), ram.get_mode()),
                );
            }
            manifest::volume::Devices(()) => line(text, format_args!("volume {name}: devices")),
            manifest::volume::Disk(disk) => {
                let disk = disk?;
                let (number, pages) = (disk.get_number(), disk.get_cache_pages());
                let read_only = if disk.get_read_only() { ", read only" } else { "" };
                line(text, format_args!("volume {name}: disk {number}, {pages} pages of cache{read_only}"));
            }
        }
    }
    for file in root.get_files()? {
        let path = file.get_path()?.to_str()?;
        let kind = if file.get_executable() { "program" } else { "file" };
        line(text, format_args!("{kind} {path}: {} bytes at {:#x}", file.get_size(), file.get_offset()));
    }
    Ok(())
}

fn describe_process(process: manifest::process::Reader<'_>, text: &mut String) -> Result<()> {
    let name = process.get_name()?.to_str()?;
    let parent = process.get_parent()?.to_str()?;
    let origin = if parent.is_empty() { String::new() } else { format!(", parent {parent}") };
    line(text, format_args!("process {name}: {}{origin}", process.get_program()?.to_str()?));
    for grant in process.get_grants()? {
        let interface = Interface::try_from(grant.get_interface());
        let interface = interface.map_or("(unknown interface)", Interface::name);
        let path = grant.get_path()?.to_str()?;
        let suffix = if path.is_empty() { String::new() } else { format!(" {path:?}") };
        line(text, format_args!("  grant {}: {interface}{suffix}", grant.get_name()?.to_str()?));
        if !grant.get_binds()?.is_empty() {
            line(text, format_args!("    user {}, group {}", grant.get_user(), grant.get_group()));
        }
        for bind in grant.get_binds()? {
            let (at, volume) = (bind.get_at()?.to_str()?, bind.get_volume()?.to_str()?);
            let read_only = if bind.get_read_only() { ", read only" } else { "" };
            let path = bind.get_path()?.to_str()?;
            line(text, format_args!("    bind {at}: {volume}/{path}{read_only}"));
        }
    }
    let quota = process.get_quota()?;
    let (pages, capabilities) = (quota.get_memory_pages(), quota.get_capabilities());
    line(
        text,
        format_args!(
            "  quota {pages} pages, {capabilities} capabilities, {} processes",
            quota.get_processes()
        ),
    );
    with_single_segment::<launch_parameters::Owned, _>(process.get_launch()?, |launch| {
        describe_launch(launch, text)
    })
}

fn describe_launch(launch: launch_parameters::Reader<'_>, text: &mut String) -> Result<()> {
    for argument in launch.get_arguments()? {
        line(text, format_args!("  argument {:?}", String::from_utf8_lossy(argument?)));
    }
    for variable in launch.get_environment()? {
        line(text, format_args!("  environment {:?}", String::from_utf8_lossy(variable?)));
    }
    line(text, format_args!("  directory {:?}", String::from_utf8_lossy(launch.get_working_directory()?)));
    for descriptor in launch.get_descriptors()? {
        let grant = descriptor.get_capability()?.to_str()?;
        line(text, format_args!("  descriptor {}: {grant}", descriptor.get_number()));
    }
    Ok(())
}

fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    writeln!(text, "{arguments}").expect("writing to a String does not fail");
}
