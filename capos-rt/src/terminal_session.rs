//! Client of `TerminalSession`: a terminal with its line discipline.

use capos_schema::capos_capnp::terminal_session as schema;
pub use capos_schema::capos_capnp::terminal_session::{Apply, Flow, Queue};
use capos_schema::capos_capnp::{terminal_attributes, window_size};
use capos_schema::methods::terminal_session as methods;

use crate::call::{Bulk, Wait, act, ask, transfer};
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

pub(crate) fn read_attributes(attributes: terminal_attributes::Reader<'_>) -> Result<Attributes> {
    let characters = attributes.get_control_characters()?;
    Ok(Attributes {
        input_flags: attributes.get_input_flags(),
        output_flags: attributes.get_output_flags(),
        control_flags: attributes.get_control_flags(),
        local_flags: attributes.get_local_flags(),
        control_characters: characters.try_into().map_err(|_| Error::BadResults)?,
        input_speed: attributes.get_input_speed(),
        output_speed: attributes.get_output_speed(),
    })
}

pub(crate) fn read_size(size: window_size::Reader<'_>) -> WindowSize {
    WindowSize {
        rows: size.get_rows(),
        columns: size.get_columns(),
        pixel_width: size.get_pixel_width(),
        pixel_height: size.get_pixel_height(),
    }
}

pub(crate) fn write_size(size: WindowSize, mut to: window_size::Builder<'_>) {
    to.set_rows(size.rows);
    to.set_columns(size.columns);
    to.set_pixel_width(size.pixel_width);
    to.set_pixel_height(size.pixel_height);
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
        let read =
            |results: schema::get_attributes_results::Reader<'_>| read_attributes(results.get_attributes()?);
        ask::<methods::GetAttributes, 16, _>(self.handle(), read)
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
        act::<methods::SetAttributes, 16>(self.handle(), fill)
    }

    pub fn window_size(&self) -> Result<WindowSize> {
        let read = |results: schema::get_window_size_results::Reader<'_>| Ok(read_size(results.get_size()?));
        ask::<methods::GetWindowSize, 8, _>(self.handle(), read)
    }

    /// The N of /dev/pts/N; `notFound` for a terminal without one.
    pub fn number(&self) -> Result<u32> {
        let read = |results: schema::get_number_results::Reader<'_>| Ok(results.get_number());
        ask::<methods::GetNumber, 4, _>(self.handle(), read)
    }

    pub fn set_window_size(&self, size: WindowSize) -> Result<()> {
        let fill = |params: schema::set_window_size_params::Builder<'_>| write_size(size, params.init_size());
        act::<methods::SetWindowSize, 8>(self.handle(), fill)
    }

    pub fn flush(&self, queue: Queue) -> Result<()> {
        let fill = |mut params: schema::flush_params::Builder<'_>| params.set_queue(queue);
        act::<methods::Flush, 4>(self.handle(), fill)
    }

    /// Stops or starts one direction.
    pub fn set_flow(&self, flow: Flow) -> Result<()> {
        let fill = |mut params: schema::set_flow_params::Builder<'_>| params.set_flow(flow);
        act::<methods::SetFlow, 4>(self.handle(), fill)
    }

    /// Interrupts the line for that time, once all output has left.
    pub fn send_break(&self, milliseconds: u32) -> Result<()> {
        let fill = |mut params: schema::send_break_params::Builder<'_>| params.set_milliseconds(milliseconds);
        act::<methods::SendBreak, 4>(self.handle(), fill)
    }

    /// Blocks until all output has left.
    pub fn drain(&self) -> Result<()> {
        transfer::<methods::Drain>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }

    /// The session that it controls and the foreground process group, 0 for none.
    pub fn session(&self) -> Result<(u64, u64)> {
        let read = |results: schema::get_session_results::Reader<'_>| {
            Ok((results.get_session(), results.get_foreground()))
        };
        ask::<methods::GetSession, 4, _>(self.handle(), read)
    }

    /// Puts a group of the caller's session in the foreground.
    pub fn set_foreground(&self, group: u64) -> Result<()> {
        let fill = |mut params: schema::set_foreground_params::Builder<'_>| params.set_group(group);
        act::<methods::SetForeground, 2>(self.handle(), fill)
    }

    /// Makes it the controlling terminal of the session that the caller leads.
    pub fn control(&self, steal: bool) -> Result<()> {
        let fill = |mut params: schema::control_params::Builder<'_>| params.set_steal(steal);
        act::<methods::Control, 2>(self.handle(), fill)
    }

    /// The session that the caller leads has no controlling terminal any more.
    pub fn release_control(&self) -> Result<()> {
        transfer::<methods::Release>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }
}
