//! `TerminalSession`: a terminal, by the line discipline of `terminal`; at its far side is the serial line or a
//! PseudoTerminal.

mod jobs;

use alloc::sync::Arc;

use capos_hal::time;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::terminal_session::{Apply, Flow, Queue};
use capos_schema::capos_capnp::{ErrorCode, terminal_attributes, window_size};
use capos_schema::methods::terminal_session::{
    Control, Drain, Flush, GetAttributes, GetNumber, GetSession, GetWindowSize, Read, Release, SendBreak,
    SetAttributes, SetFlow, SetForeground, SetWindowSize, Write,
};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallError, CallResult, Object, Outcome, WaitQueue, struct_room};
use crate::terminal::attributes::{
    Attributes, CONTROL_CHARACTERS, ControlCharacter, InputFlags, LocalFlags, OutputFlags, WindowSize,
};
use crate::terminal::{ReadAttempt, ReadProgress, Wire};

/// Bytes moved at a time between caller, line discipline and device.
const CHUNK: usize = 512;

/// Milliseconds of a break at most.
const LONGEST_BREAK: u32 = 10_000;
const NANOSECONDS_PER_MILLISECOND: u64 = 1_000_000;

/// What the structs inside of the results take: their fixed part, and what it points to.
pub(super) const ATTRIBUTES_ROOM: usize = struct_room::<terminal_attributes::Owned>() + CONTROL_CHARACTERS;
pub(super) const WINDOW_SIZE_ROOM: usize = struct_room::<window_size::Owned>();

pub struct TerminalSession {
    wire: Arc<Wire>,
}

impl TerminalSession {
    /// The terminal at the near side of the wire, which makes the one that there is.
    pub fn new(wire: Arc<Wire>) -> Self {
        wire.add_terminal();
        TerminalSession { wire }
    }

    /// Takes what arrived from the far side; how many bytes of it.
    pub fn receive(&self, bytes: &[u8]) -> usize {
        self.wire.receive(bytes)
    }

    pub fn resize(&self, size: WindowSize) {
        self.wire.resize(size);
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        if self.wire.is_hung_up() {
            return Ok(Outcome::Done);
        }
        if self.stops_reader(call)? {
            return Ok(Outcome::Wait);
        }
        let room = call.bulk_length();
        let mut discipline = self.wire.discipline.lock();
        // The note across tries: whether the read has begun.
        let first = call.progress == 0;
        call.progress = 1;
        let attempt = ReadAttempt { now: time::now(), first, deadline: call.deadline };
        let mut moved = 0;
        loop {
            let mut chunk = [0; CHUNK];
            let left = room - moved;
            let part = &mut chunk[..left.min(CHUNK as u64) as usize];
            let progress = discipline.read(part, left as usize, attempt);
            // The sender may have been told to go on.
            self.wire.transmit(&mut discipline);
            drop(discipline);
            match progress {
                ReadProgress::Moved { count, more } => {
                    call.bulk_out(moved, &part[..count])?;
                    moved += count as u64;
                    if !more || moved == room {
                        break;
                    }
                }
                ReadProgress::Wait { deadline } if moved == 0 => {
                    call.deadline = deadline;
                    return Ok(Outcome::Wait);
                }
                // Another reader took the rest.
                ReadProgress::Wait { .. } => break,
            }
            discipline = self.wire.discipline.lock();
        }
        self.wire.moved();
        call.set_value(moved);
        Ok(Outcome::Done)
    }

    /// Takes everything, waiting while the user has stopped the output; `progress` is what was taken.
    fn write(&self, call: &mut Call<'_>) -> CallResult {
        if call.progress == 0 && self.stops_writer(call)? {
            return Ok(Outcome::Wait);
        }
        let length = call.bulk_length();
        while call.progress < length {
            let mut chunk = [0; CHUNK];
            let part = &mut chunk[..(length - call.progress).min(CHUNK as u64) as usize];
            call.bulk_in(call.progress, part)?;
            let mut discipline = self.wire.discipline.lock();
            let taken = discipline.write(part);
            self.wire.transmit(&mut discipline);
            drop(discipline);
            call.progress += taken as u64;
            self.wire.moved();
            if taken == 0 {
                if call.progress != 0 && call.is_no_wait() {
                    break;
                }
                call.set_value(call.progress);
                return Ok(Outcome::Wait);
            }
        }
        call.set_value(call.progress);
        Ok(Outcome::Done)
    }

    fn get_attributes(&self, call: &mut Call<'_>) -> CallResult {
        let attributes = *self.wire.discipline.lock().attributes();
        call.answer::<GetAttributes>(ATTRIBUTES_ROOM, |results| {
            write_attributes(&attributes, results.init_attributes())
        })
    }

    fn set_attributes(&self, call: &mut Call<'_>) -> CallResult {
        if self.stops_changer(call)? {
            return Ok(Outcome::Wait);
        }
        let message = call.params::<SetAttributes>();
        let params = message.get()?;
        let attributes = decode(params.get_attributes()?, call)?;
        let apply = params.get_apply()?;
        let mut discipline = self.wire.discipline.lock();
        if apply != Apply::Now && !discipline.is_drained() {
            return Ok(Outcome::Wait);
        }
        if apply == Apply::Flush {
            discipline.flush_input();
        }
        discipline.set_attributes(attributes);
        self.wire.transmit(&mut discipline);
        drop(discipline);
        // What was not enough for a read may be now.
        self.wire.waiting.wake();
        Ok(Outcome::Done)
    }

    fn get_window_size(&self, call: &mut Call<'_>) -> CallResult {
        let size = self.wire.discipline.lock().window_size();
        call.answer::<GetWindowSize>(WINDOW_SIZE_ROOM, |results| write_size(size, results.init_size()))
    }

    fn get_number(&self, call: &mut Call<'_>) -> CallResult {
        let number = self.wire.number().ok_or(ErrorCode::NotFound)?;
        call.answer::<GetNumber>(0, |mut results| results.set_number(number))
    }

    fn set_window_size(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetWindowSize>();
        let size = message.get()?.get_size()?;
        self.resize(read_size(size));
        Ok(Outcome::Done)
    }

    fn flush(&self, call: &mut Call<'_>) -> CallResult {
        let queue = call.params::<Flush>().get()?.get_queue()?;
        let mut discipline = self.wire.discipline.lock();
        if queue != Queue::Output {
            discipline.flush_input();
        }
        if queue != Queue::Input {
            discipline.flush_output();
        }
        self.wire.transmit(&mut discipline);
        drop(discipline);
        // Writers and drainers find room now.
        self.wire.waiting.wake();
        Ok(Outcome::Done)
    }

    fn set_flow(&self, call: &mut Call<'_>) -> CallResult {
        if self.stops_changer(call)? {
            return Ok(Outcome::Wait);
        }
        let flow = call.params::<SetFlow>().get()?.get_flow()?;
        let mut discipline = self.wire.discipline.lock();
        match flow {
            Flow::StopOutput => discipline.stop_output(true),
            Flow::StartOutput => discipline.stop_output(false),
            Flow::StopInput => discipline.ask_sender(ControlCharacter::Stop),
            Flow::StartInput => discipline.ask_sender(ControlCharacter::Start),
        }
        self.wire.transmit(&mut discipline);
        drop(discipline);
        // Writers and drainers find room now, or the far side something to fetch.
        self.wire.waiting.wake();
        Ok(Outcome::Done)
    }

    fn send_break(&self, call: &mut Call<'_>) -> CallResult {
        let process = call.process().id();
        // The note across tries: whether the break has begun.
        if call.progress == 0 {
            if self.stops_changer(call)? || !self.wire.discipline.lock().is_drained() {
                return Ok(Outcome::Wait);
            }
            if !self.wire.has_line() {
                return Ok(Outcome::Done);
            }
            let length = call.params::<SendBreak>().get()?.get_milliseconds().min(LONGEST_BREAK);
            if call.is_no_wait() {
                return Err(ErrorCode::WouldBlock.into());
            }
            if self.wire.begin_break(process) {
                call.progress = 1;
                call.deadline = Some(time::now() + u64::from(length) * NANOSECONDS_PER_MILLISECOND);
            }
            return Ok(Outcome::Wait);
        }
        if call.deadline.is_some_and(|end| time::now() < end) {
            return Ok(Outcome::Wait);
        }
        self.wire.end_break(process);
        Ok(Outcome::Done)
    }

    fn drain(&self) -> CallResult {
        if self.wire.discipline.lock().is_drained() { Ok(Outcome::Done) } else { Ok(Outcome::Wait) }
    }
}

impl Drop for TerminalSession {
    fn drop(&mut self) {
        self.wire.remove_terminal();
    }
}

impl Object for TerminalSession {
    fn interface(&self) -> Interface {
        Interface::TerminalSession
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        if self.wire.is_hung_up() && method != Read::ORDINAL {
            return Err(ErrorCode::IoError.into());
        }
        match method {
            Read::ORDINAL => self.read(call),
            Write::ORDINAL => self.write(call),
            GetAttributes::ORDINAL => self.get_attributes(call),
            SetAttributes::ORDINAL => self.set_attributes(call),
            GetWindowSize::ORDINAL => self.get_window_size(call),
            SetWindowSize::ORDINAL => self.set_window_size(call),
            Flush::ORDINAL => self.flush(call),
            Drain::ORDINAL => self.drain(),
            GetSession::ORDINAL => self.get_session(call),
            SetForeground::ORDINAL => self.set_foreground(call),
            Control::ORDINAL => self.take_control(call),
            Release::ORDINAL => self.release(call),
            GetNumber::ORDINAL => self.get_number(call),
            SetFlow::ORDINAL => self.set_flow(call),
            SendBreak::ORDINAL => self.send_break(call),
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        if self.wire.is_hung_up() {
            return Readiness::READABLE.union(Readiness::WRITABLE).union(Readiness::HANG_UP);
        }
        let discipline = self.wire.discipline.lock();
        Readiness::READABLE
            .when(discipline.can_read())
            .union(Readiness::WRITABLE.when(discipline.can_write()))
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(&self.wire.waiting)
    }

    /// A signal may have ended a break early.
    fn stopped_waiting(&self, process: u64) {
        self.wire.end_break(process);
    }
}

pub(super) fn write_attributes(attributes: &Attributes, mut message: terminal_attributes::Builder<'_>) {
    message.set_input_flags(attributes.input.bits());
    message.set_output_flags(attributes.output.bits());
    message.set_control_flags(attributes.control);
    message.set_local_flags(attributes.local.bits());
    message.set_control_characters(&attributes.characters);
    message.set_input_speed(attributes.input_speed);
    message.set_output_speed(attributes.output_speed);
}

pub(super) fn write_size(size: WindowSize, mut message: window_size::Builder<'_>) {
    message.set_rows(size.rows);
    message.set_columns(size.columns);
    message.set_pixel_width(size.pixel_width);
    message.set_pixel_height(size.pixel_height);
}

pub(super) fn read_size(message: window_size::Reader<'_>) -> WindowSize {
    WindowSize {
        rows: message.get_rows(),
        columns: message.get_columns(),
        pixel_width: message.get_pixel_width(),
        pixel_height: message.get_pixel_height(),
    }
}

fn decode(message: terminal_attributes::Reader<'_>, call: &mut Call<'_>) -> Result<Attributes, CallError> {
    let Ok(characters) = <[u8; CONTROL_CHARACTERS]>::try_from(message.get_control_characters()?) else {
        return Err(call.exception(ErrorCode::InvalidArgument, "controlCharacters: not 32 bytes"));
    };
    Ok(Attributes {
        input: InputFlags::from_bits_retain(message.get_input_flags()),
        output: OutputFlags::from_bits_retain(message.get_output_flags()),
        control: message.get_control_flags(),
        local: LocalFlags::from_bits_retain(message.get_local_flags()),
        characters,
        input_speed: message.get_input_speed(),
        output_speed: message.get_output_speed(),
    })
}
