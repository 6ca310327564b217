//! `ProgramFile`: where a program comes from, and its image in a new address space.

use alloc::boxed::Box;
use alloc::sync::Arc;

use capos_hal::{PAGE_SIZE, UserAddress};
use capos_schema::abi::startup::Startup;

use super::SpawnError;
use super::image::{map_ring, map_stack};
use super::startup::Block;
use crate::boot_package::{BootFile, BootPackage};
use crate::elf::{self, LoadError, Program};
use crate::entropy;
use crate::file_system::Running;
use crate::interfaces::File;
use crate::memory::{AddressSpace, Layout, MemoryError, PageObject};
use crate::object::CallError;
use crate::quota::Account;

/// Copies the part of a LaunchParameters message that begins at the offset.
pub type CopyParameters<'a> = dyn Fn(usize, &mut [u8]) -> Result<(), CallError> + 'a;

/// A LaunchParameters message, unread.
pub struct Parameters<'a> {
    pub copy: &'a CopyParameters<'a>,
    pub length: usize,
}

/// A file that shall run.
pub struct ProgramFile {
    object: Arc<PageObject>,
    /// `None` for the boot package, which nobody writes to.
    running: Option<Running>,
    /// Its first bytes: headers.
    head: Head,
}

enum Head {
    /// All of it.
    Package(&'static [u8]),
    Copied(Box<[u8; PAGE_SIZE]>, usize),
}

impl ProgramFile {
    /// A file of the boot package that is marked executable.
    pub fn of_package(package: &BootPackage, path: &str) -> Result<Self, SpawnError> {
        let file: BootFile = package.file(path).ok_or_else(|| SpawnError::NoSuchProgram(path.into()))?;
        if !file.executable {
            return Err(SpawnError::NotMarkedExecutable(path.into()));
        }
        let object = package.object(file).ok_or(LoadError::Memory(MemoryError::InvalidRange))?;
        Ok(ProgramFile { object, running: None, head: Head::Package(package.contents(file)) })
    }

    /// A file that its opener may execute.
    pub fn of_file(file: &File, name: &str) -> Result<Self, SpawnError> {
        let (object, running) = file.program().map_err(|code| SpawnError::File(name.into(), code))?;
        let mut bytes = Box::new([0; PAGE_SIZE]);
        let length = object.size().min(PAGE_SIZE as u64) as usize;
        if length != 0 {
            let first = object.readable(0).map_err(LoadError::Memory)?;
            if let Some(first) = first {
                first.read(0, &mut bytes[..length]);
            }
        }
        Ok(ProgramFile { object, running: Some(running), head: Head::Copied(bytes, length) })
    }

    fn head(&self) -> &[u8] {
        match &self.head {
            Head::Package(bytes) => bytes,
            Head::Copied(bytes, length) => &bytes[..*length],
        }
    }
}

/// A program in a space of its own, with stack, ring and the launch parameters.
pub(super) struct Image {
    pub space: Arc<AddressSpace>,
    pub block: Block,
    pub startup: Startup,
    pub ring: UserAddress,
}

impl Image {
    /// Fails without leaving anything behind.
    pub fn new(
        file: &ProgramFile,
        account: &Arc<Account>,
        grants: usize,
        parameters: &Parameters<'_>,
    ) -> Result<Self, SpawnError> {
        let [mappings, stack, random @ ..] = entropy::words::<6>();
        // A program lies at one address for as long as the machine runs, see docs/architecture.md.
        let program = entropy::lasting_word(file.object.identity());
        let layout = Layout::new([program, mappings, stack]);
        let space = AddressSpace::new(Arc::clone(account), layout)?;
        space.set_running(file.running.clone());
        let program: Program = elf::load(file.head(), &file.object, &space)?;
        let stack = map_stack(&space, &program)?.addresses();
        let ring = map_ring(&space)?;
        let block = Block::map(&space, grants, parameters.length)?;
        block.write_parameters(&space, parameters)?;
        let mut random_bytes = [0; 32];
        for (bytes, word) in random_bytes.chunks_exact_mut(8).zip(random) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        let startup = Startup {
            ring_address: ring.get(),
            stack_low: stack.start,
            stack_high: stack.end,
            load_bias: program.load_bias,
            program_headers: program.program_headers,
            program_header_count: program.program_header_count,
            entry_point: program.entry,
            random: random_bytes,
            ..Startup::default()
        };
        Ok(Image { space, block, startup, ring })
    }
}
