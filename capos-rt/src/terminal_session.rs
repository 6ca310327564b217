//! Client of `TerminalSession`: a terminal with its line discipline.

use capos_schema::capos_capnp::terminal_session as schema;
pub use capos_schema::capos_capnp::terminal_session::{Apply, Queue};
use capos_schema::methods::terminal_session as methods;

use crate::call::{Bulk, Wait, call, transfer};
use crate::capability::interfaces::TerminalSession;
use crate::{Capability, Error, Result};

/// What `termios` holds; flags and characters have the values of <termios.h>.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Attributes {
    pub input_flags: u32,
    pub output_flags: u32,
    pub control_flags: u32,
    pub local_flags: u32,
    pub control_characters: [u8; 32],
    pub input_speed: u32,
    pub output_speed: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WindowSize {
    pub rows: u16,
    pub columns: u16,
    pub pixel_width: u16,
    pub pixel_height: u16,
}

impl Capability<TerminalSession> {
    /// Reads: at most a line in canonical mode; 0 is end of file.
    pub fn read(&self, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(buffer))
    }

    pub fn write(&self, bytes: &[u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Write>(self.handle(), wait, Bulk::From(bytes))
    }

    pub fn attributes(&self) -> Result<Attributes> {
        let read = |results: schema::get_attributes_results::Reader<'_>| {
            let attributes = results.get_attributes()?;
            let mut control_characters = [0; 32];
            let characters = attributes.get_control_characters()?;
            if characters.len() != control_characters.len() {
                return Err(Error::BadResults);
            }
            control_characters.copy_from_slice(characters);
            Ok(Attributes {
                input_flags: attributes.get_input_flags(),
                output_flags: attributes.get_output_flags(),
                control_flags: attributes.get_control_flags(),
                local_flags: attributes.get_local_flags(),
                control_characters,
                input_speed: attributes.get_input_speed(),
                output_speed: attributes.get_output_speed(),
            })
        };
        call::<methods::GetAttributes, 0, 16, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(attributes, _)| attributes)
    }

    pub fn set_attributes(&self, attributes: &Attributes, apply: Apply) -> Result<()> {
        let fill = |mut params: schema::set_attributes_params::Builder<'_>| {
            params.set_apply(apply);
            let mut message = params.init_attributes();
            message.set_input_flags(attributes.input_flags);
            message.set_output_flags(attributes.output_flags);
            message.set_control_flags(attributes.control_flags);
            message.set_local_flags(attributes.local_flags);
            message.set_control_characters(&attributes.control_characters);
            message.set_input_speed(attributes.input_speed);
            message.set_output_speed(attributes.output_speed);
        };
        call::<methods::SetAttributes, 16, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))?;
        Ok(())
    }

    pub fn window_size(&self) -> Result<WindowSize> {
        let read = |results: schema::get_window_size_results::Reader<'_>| {
            let size = results.get_size()?;
            Ok(WindowSize {
                rows: size.get_rows(),
                columns: size.get_columns(),
                pixel_width: size.get_pixel_width(),
                pixel_height: size.get_pixel_height(),
            })
        };
        call::<methods::GetWindowSize, 0, 8, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(size, _)| size)
    }

    pub fn set_window_size(&self, size: WindowSize) -> Result<()> {
        let fill = |params: schema::set_window_size_params::Builder<'_>| {
            let mut message = params.init_size();
            message.set_rows(size.rows);
            message.set_columns(size.columns);
            message.set_pixel_width(size.pixel_width);
            message.set_pixel_height(size.pixel_height);
        };
        call::<methods::SetWindowSize, 8, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))?;
        Ok(())
    }

    pub fn flush(&self, queue: Queue) -> Result<()> {
        let fill = |mut params: schema::flush_params::Builder<'_>| params.set_queue(queue);
        call::<methods::Flush, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))?;
        Ok(())
    }

    /// Blocks until all output has left.
    pub fn drain(&self) -> Result<()> {
        transfer::<methods::Drain>(self.handle(), Wait::Block, Bulk::None).map(|_| ())
    }

    /// The session that it controls and the foreground process group, 0 for none.
    pub fn session(&self) -> Result<(u64, u64)> {
        let read = |results: schema::get_session_results::Reader<'_>| {
            Ok((results.get_session(), results.get_foreground()))
        };
        call::<methods::GetSession, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(session, _)| session)
    }

    /// Puts a group of the caller's session in the foreground.
    pub fn set_foreground(&self, group: u64) -> Result<()> {
        let fill = |mut params: schema::set_foreground_params::Builder<'_>| params.set_group(group);
        call::<methods::SetForeground, 2, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))?;
        Ok(())
    }

    /// Makes it the controlling terminal of the session that the caller leads.
    pub fn control(&self, steal: bool) -> Result<()> {
        let fill = |mut params: schema::control_params::Builder<'_>| params.set_steal(steal);
        call::<methods::Control, 2, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))?;
        Ok(())
    }

    /// The session that the caller leads has no controlling terminal any more.
    pub fn release_control(&self) -> Result<()> {
        transfer::<methods::Release>(self.handle(), Wait::Block, Bulk::None).map(|_| ())
    }
}
