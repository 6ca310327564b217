//! Boot packages and ELF files for tests.

use std::vec::Vec;

use capos_schema::Interface;
use capos_schema::abi::boot_package::BootPackageHeader;
use capos_schema::abi::limits::PAGE_SIZE;
use capos_schema::capos_capnp::manifest;
use capos_schema::message::MessageBuilder;

/// A static program with one page of text; `entry` lies in it. The host backend runs the function that a test
/// set for the entry.
pub fn elf(entry: u64) -> Vec<u8> {
    let base = entry / 0x1000 * 0x1000;
    let mut file = vec![0; 0x1000];
    file[..16].copy_from_slice(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(16, &2u16.to_le_bytes());
    put(18, &62u16.to_le_bytes());
    put(20, &1u32.to_le_bytes());
    put(24, &entry.to_le_bytes());
    put(32, &64u64.to_le_bytes());
    put(52, &64u16.to_le_bytes());
    put(54, &56u16.to_le_bytes());
    put(56, &1u16.to_le_bytes());
    // PT_LOAD, readable and executable.
    put(64, &1u32.to_le_bytes());
    put(68, &5u32.to_le_bytes());
    put(80, &base.to_le_bytes());
    put(88, &base.to_le_bytes());
    put(96, &0x1000u64.to_le_bytes());
    put(104, &0x1000u64.to_le_bytes());
    put(112, &0x1000u64.to_le_bytes());
    file
}

/// A process of the manifest.
#[derive(Clone, Default)]
pub struct Process {
    pub name: &'static str,
    pub program: &'static str,
    pub parent: &'static str,
    pub grants: Vec<(&'static str, Interface, &'static str)>,
    pub memory_pages: u64,
    pub capabilities: u32,
    pub processes: u32,
    pub launch: Vec<u8>,
    /// Path, volume, path in the volume: of a Namespace that is granted as "root".
    pub binds: Vec<(&'static str, &'static str, &'static str)>,
    pub user: u32,
}

#[derive(Default)]
pub struct Package {
    pub processes: Vec<Process>,
    pub files: Vec<(&'static str, bool, Vec<u8>)>,
    /// Pages of a volume "ram"; with it there is a volume "devices".
    pub ram: Option<u64>,
    /// Pages of the cache of a volume "disk", the machine's first disk.
    pub disk: Option<u64>,
}

impl Package {
    pub fn build(&self) -> Vec<u8> {
        // Offsets do not change the manifest's length.
        let length = self.manifest(0).len();
        let start = (BootPackageHeader::SIZE + length).next_multiple_of(PAGE_SIZE);
        let manifest = self.manifest(start as u64);
        let mut bytes = vec![0; BootPackageHeader::SIZE];
        bytes.extend(&manifest);
        for (_, _, contents) in &self.files {
            bytes.resize(bytes.len().next_multiple_of(PAGE_SIZE), 0);
            bytes.extend(contents);
        }
        bytes.resize(bytes.len().next_multiple_of(PAGE_SIZE), 0);
        let header =
            BootPackageHeader { total_length: bytes.len() as u64, manifest_length: manifest.len() as u64 };
        bytes[..BootPackageHeader::SIZE].copy_from_slice(&header.encode());
        bytes
    }

    fn manifest(&self, mut offset: u64) -> Vec<u8> {
        let mut room = vec![0; 1 << 17];
        let mut builder = MessageBuilder::new(&mut room);
        let mut manifest = builder.init_root::<manifest::Owned>();
        manifest.set_system("test");
        let mut processes = manifest.reborrow().init_processes(self.processes.len() as u32);
        for (index, from) in self.processes.iter().enumerate() {
            let mut process = processes.reborrow().get(index as u32);
            process.set_name(from.name);
            process.set_program(from.program);
            process.set_parent(from.parent);
            process.set_launch(&from.launch);
            let mut quota = process.reborrow().init_quota();
            quota.set_memory_pages(from.memory_pages);
            quota.set_capabilities(from.capabilities);
            quota.set_processes(from.processes);
            let bound = usize::from(!from.binds.is_empty());
            let mut grants = process.init_grants((from.grants.len() + bound) as u32);
            if bound > 0 {
                let mut grant = grants.reborrow().get(from.grants.len() as u32);
                grant.set_name("root");
                grant.set_interface(Interface::Namespace.id());
                grant.set_user(from.user);
                grant.set_group(from.user);
                let mut binds = grant.init_binds(from.binds.len() as u32);
                for (index, (at, volume, path)) in from.binds.iter().enumerate() {
                    let mut bind = binds.reborrow().get(index as u32);
                    bind.set_at(at);
                    bind.set_volume(volume);
                    bind.set_path(path);
                }
            }
            for (index, (name, interface, path)) in from.grants.iter().enumerate() {
                let mut grant = grants.reborrow().get(index as u32);
                grant.set_name(name);
                grant.set_interface(interface.id());
                grant.set_path(path);
            }
        }
        let for_ram = if self.ram.is_some() { 2 } else { 0 };
        let mut volumes = manifest.reborrow().init_volumes(for_ram + u32::from(self.disk.is_some()));
        if let Some(pages) = self.ram {
            volumes.reborrow().get(1).set_name("devices");
            volumes.reborrow().get(1).set_devices(());
            let mut ram = volumes.reborrow().get(0);
            ram.set_name("ram");
            let mut ram = ram.init_ram();
            ram.set_pages(pages);
            ram.set_mode(0o755);
        }
        if let Some(pages) = self.disk {
            let mut disk = volumes.get(for_ram);
            disk.set_name("disk");
            disk.init_disk().set_cache_pages(pages);
        }
        let mut files = manifest.init_files(self.files.len() as u32);
        for (index, (path, executable, contents)) in self.files.iter().enumerate() {
            let mut file = files.reborrow().get(index as u32);
            file.set_path(path);
            file.set_offset(offset);
            file.set_size(contents.len() as u64);
            file.set_executable(*executable);
            offset += contents.len().next_multiple_of(PAGE_SIZE) as u64;
        }
        builder.finish().expect("it fits").to_vec()
    }
}
