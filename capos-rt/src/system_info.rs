//! Client of `SystemInfo`.

use capos_schema::capos_capnp::system_info as schema;
use capos_schema::message;
use capos_schema::methods::system_info as methods;

use crate::call::{Bulk, Wait, ask, transfer};
use crate::capability::interfaces::SystemInfo;
use crate::{Capability, Error, Result};

/// Longest text a field of [`SystemDescription`] keeps, as `struct utsname` does.
const TEXT: usize = 64;

/// A short text by value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ShortText {
    bytes: [u8; TEXT],
    length: usize,
}

impl ShortText {
    fn read(text: message::Result<message::Text<'_>>) -> Result<Self> {
        let text = text?.as_bytes();
        let mut bytes = [0; TEXT];
        bytes.get_mut(..text.len()).ok_or(Error::BadResults)?.copy_from_slice(text);
        Ok(ShortText { bytes, length: text.len() })
    }

    /// What fits of the text.
    pub(crate) fn beginning(text: message::Result<message::Text<'_>>) -> Result<Self> {
        let text = text?.as_bytes();
        let length = text.len().min(TEXT);
        let mut bytes = [0; TEXT];
        bytes[..length].copy_from_slice(&text[..length]);
        Ok(ShortText { bytes, length })
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// What `uname` tells, and the machine's size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SystemDescription {
    pub system: ShortText,
    pub release: ShortText,
    pub version: ShortText,
    pub machine: ShortText,
    pub processors: u32,
    pub total_pages: u64,
    pub free_pages: u64,
}

/// What there is now; see the schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SystemCounts {
    pub processes: u32,
    pub threads: u32,
    pub capabilities: u32,
    pub pipes: u32,
    pub kernel_blocks: u64,
    pub kernel_bytes: u64,
}

impl Capability<SystemInfo> {
    pub fn get(&self) -> Result<SystemDescription> {
        let read = |results: schema::get_results::Reader<'_>| {
            Ok(SystemDescription {
                system: ShortText::read(results.get_system())?,
                release: ShortText::read(results.get_release())?,
                version: ShortText::read(results.get_version())?,
                machine: ShortText::read(results.get_machine())?,
                processors: results.get_processors(),
                total_pages: results.get_total_pages(),
                free_pages: results.get_free_pages(),
            })
        };
        ask::<methods::Get, 64, _>(self.handle(), read)
    }

    /// Does nothing, by way of the kernel.
    pub fn ping(&self) -> Result<()> {
        transfer::<methods::Ping>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }

    pub fn count(&self) -> Result<SystemCounts> {
        let read = |results: schema::count_results::Reader<'_>| {
            Ok(SystemCounts {
                processes: results.get_processes(),
                threads: results.get_threads(),
                capabilities: results.get_capabilities(),
                pipes: results.get_pipes(),
                kernel_blocks: results.get_kernel_blocks(),
                kernel_bytes: results.get_kernel_bytes(),
            })
        };
        ask::<methods::Count, 8, _>(self.handle(), read)
    }

    /// Threads that wanted to run over the last 1, 5 and 15 minutes on average, in 65536ths.
    pub fn load(&self) -> Result<[u32; 3]> {
        let read = |results: schema::get_load_results::Reader<'_>| {
            Ok([results.get_one(), results.get_five(), results.get_fifteen()])
        };
        ask::<methods::GetLoad, 4, _>(self.handle(), read)
    }
}
