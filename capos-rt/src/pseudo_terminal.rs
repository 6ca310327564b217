//! Client of `PseudoTerminal`: the far side of a terminal whose user is a program.

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::pseudo_terminal as schema;
use capos_schema::methods::pseudo_terminal as methods;

use crate::call::{Bulk, Wait, act, ask, transfer};
use crate::capability::interfaces::{PseudoTerminal, TerminalSession};
use crate::descriptions::WithFlags;
use crate::terminal_session::{Attributes, WindowSize, read_attributes, read_size, write_size};
use crate::{Capability, Result};

impl WithFlags for PseudoTerminal {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
}

impl Capability<PseudoTerminal> {
    /// Reads what programs at the terminal wrote.
    pub fn read(&self, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(buffer))
    }

    /// Types.
    pub fn write(&self, bytes: &[u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Write>(self.handle(), wait, Bulk::From(bytes))
    }

    /// The N of /dev/pts/N, and whether opening that is refused.
    pub fn number(&self) -> Result<(u32, bool)> {
        let read = |results: schema::get_number_results::Reader<'_>| {
            Ok((results.get_number(), results.get_locked()))
        };
        ask::<methods::GetNumber, 4, _>(self.handle(), read)
    }

    pub fn set_locked(&self, locked: bool) -> Result<()> {
        let fill = |mut params: schema::set_locked_params::Builder<'_>| params.set_locked(locked);
        act::<methods::SetLocked, 4>(self.handle(), fill)
    }

    /// The terminal itself.
    pub fn open_terminal(&self) -> Result<Capability<TerminalSession>> {
        let read = |results: schema::open_terminal_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_terminal())))
        };
        ask::<methods::OpenTerminal, 4, _>(self.handle(), read)
    }

    pub fn settings(&self) -> Result<(Attributes, WindowSize)> {
        let read = |results: schema::get_settings_results::Reader<'_>| {
            Ok((read_attributes(results.get_attributes()?)?, read_size(results.get_size()?)))
        };
        ask::<methods::GetSettings, 24, _>(self.handle(), read)
    }

    pub fn set_window_size(&self, size: WindowSize) -> Result<()> {
        let fill = |params: schema::set_window_size_params::Builder<'_>| write_size(size, params.init_size());
        act::<methods::SetWindowSize, 8>(self.handle(), fill)
    }
}
