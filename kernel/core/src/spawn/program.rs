//! `ProgramFile`: where a program comes from, and its image in a new address space.

use alloc::sync::Arc;
use alloc::vec::Vec;

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
use crate::process::attributes::{Attributes, resource};
use crate::quota::Account;

/// Copies the part of a LaunchParameters message that begins at the offset.
pub type CopyParameters<'a> = dyn Fn(usize, &mut [u8]) -> Result<(), CallError> + 'a;

/// A LaunchParameters message, unread.
pub struct Parameters<'a> {
    pub copy: &'a CopyParameters<'a>,
    pub length: usize,
}

/// Bytes that hold the headers of most programs: those of the file, and seventeen of segments.
const USUAL_HEAD: usize = 1024;

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
    Copied(Vec<u8>),
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
        let mut head = read_head(&object, USUAL_HEAD)?;
        let needed = elf::headers_end(&head);
        if needed > USUAL_HEAD as u64 {
            head = read_head(&object, PAGE_SIZE)?;
        }
        Ok(ProgramFile { object, running: Some(running), head: Head::Copied(head) })
    }

    fn head(&self) -> &[u8] {
        match &self.head {
            Head::Package(bytes) => bytes,
            Head::Copied(bytes) => bytes,
        }
    }
}

/// The first bytes of a file, up to its end or the most that are wanted, which is a page.
fn read_head(object: &PageObject, most: usize) -> Result<Vec<u8>, SpawnError> {
    let length = object.size().min(most as u64) as usize;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(|_| MemoryError::OutOfMemory)?;
    bytes.resize(length, 0);
    if length != 0
        && let Some(first) = object.readable(0).map_err(LoadError::Memory)?
    {
        first.read(0, &mut bytes);
    }
    Ok(bytes)
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
        attributes: &Attributes,
    ) -> Result<Self, SpawnError> {
        let [mappings, stack, random @ ..] = entropy::words::<6>();
        // A program lies at one address for as long as the machine runs, see docs/architecture.md.
        let program = entropy::lasting_word(file.object.identity());
        let layout = Layout::new([program, mappings, stack]);
        let space = AddressSpace::new(Arc::clone(account), layout)?;
        space.set_running(file.running.clone());
        let program: Program = elf::load(file.head(), &file.object, &space)?;
        let stack = map_stack(&space, &program, attributes.soft(resource::STACK))?.addresses();
        // Every program begins with it.
        space.prepare(UserAddress::new(stack.end - 1))?;
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
