//! `TerminalSession`: the serial line as a terminal, by the line discipline of `terminal`.

mod jobs;

use alloc::sync::{Arc, Weak};

use capos_hal::sync::SpinLock;
use capos_hal::{serial, time};
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::terminal_session::{Apply, Queue};
use capos_schema::capos_capnp::{ErrorCode, terminal_attributes, window_size};
use capos_schema::methods::terminal_session::{
    Control, Drain, Flush, GetAttributes, GetSession, GetWindowSize, Read, Release, SetAttributes,
    SetForeground, SetWindowSize, Write,
};
use capos_schema::{Interface, Method};

use crate::lock_order::ObjectState;
use crate::object::{Call, CallError, CallResult, Object, Outcome, WaitQueue, struct_room};
use crate::signal::number;
use crate::terminal::attributes::{
    Attributes, CONTROL_CHARACTERS, InputFlags, LocalFlags, OutputFlags, WindowSize,
};
use crate::terminal::{JobControl, LineDiscipline, ReadAttempt, ReadProgress, TerminalSignal};

/// Bytes moved at a time between caller, line discipline and device.
const CHUNK: usize = 512;

/// What the structs inside of the results take: their fixed part, and what it points to.
const ATTRIBUTES_ROOM: usize = struct_room::<terminal_attributes::Builder<'static>>() + CONTROL_CHARACTERS;
const WINDOW_SIZE_ROOM: usize = struct_room::<window_size::Builder<'static>>();

pub struct TerminalSession {
    discipline: SpinLock<ObjectState, LineDiscipline>,
    waiting: WaitQueue,
    jobs: JobControl,
    /// Itself, for its session to name it.
    own: Weak<TerminalSession>,
}

impl TerminalSession {
    pub fn new() -> Arc<Self> {
        Arc::new_cyclic(|own| TerminalSession {
            discipline: SpinLock::new(LineDiscipline::new()),
            waiting: WaitQueue::new(),
            jobs: JobControl::default(),
            own: Weak::clone(own),
        })
    }

    /// Takes what arrived on the serial line.
    pub fn receive(&self, bytes: &[u8]) {
        let now = time::now();
        let mut discipline = self.discipline.lock();
        for &byte in bytes {
            if let Some(signal) = discipline.receive(byte, now) {
                self.signal(signal);
            }
        }
        transmit(&mut discipline);
        drop(discipline);
        self.waiting.wake();
    }

    fn signal(&self, signal: TerminalSignal) {
        self.jobs.signal(match signal {
            TerminalSignal::Interrupt => number::INT,
            TerminalSignal::Quit => number::QUIT,
            TerminalSignal::Suspend => number::TSTP,
        });
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        if self.stops_reader(call)? {
            return Ok(Outcome::Wait);
        }
        let room = call.bulk_length();
        let mut discipline = self.discipline.lock();
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
            transmit(&mut discipline);
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
            discipline = self.discipline.lock();
        }
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
            let mut discipline = self.discipline.lock();
            let taken = discipline.write(part);
            transmit(&mut discipline);
            drop(discipline);
            call.progress += taken as u64;
            if taken == 0 {
                if call.progress != 0 && call.is_no_wait() {
                    break;
                }
                return Ok(Outcome::Wait);
            }
        }
        call.set_value(call.progress);
        Ok(Outcome::Done)
    }

    fn get_attributes(&self, call: &mut Call<'_>) -> CallResult {
        let attributes = *self.discipline.lock().attributes();
        call.results::<GetAttributes>(ATTRIBUTES_ROOM, |results| {
            let mut message = results.init_attributes();
            message.set_input_flags(attributes.input.bits());
            message.set_output_flags(attributes.output.bits());
            message.set_control_flags(attributes.control);
            message.set_local_flags(attributes.local.bits());
            message.set_control_characters(&attributes.characters);
            message.set_input_speed(attributes.input_speed);
            message.set_output_speed(attributes.output_speed);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn set_attributes(&self, call: &mut Call<'_>) -> CallResult {
        if self.stops_changer(call)? {
            return Ok(Outcome::Wait);
        }
        let message = call.params::<SetAttributes>();
        let params = message.get()?;
        let attributes = decode(params.get_attributes()?, call)?;
        let apply = params.get_apply()?;
        let mut discipline = self.discipline.lock();
        if apply != Apply::Now && !discipline.is_drained() {
            return Ok(Outcome::Wait);
        }
        if apply == Apply::Flush {
            discipline.flush_input();
        }
        discipline.set_attributes(attributes);
        transmit(&mut discipline);
        drop(discipline);
        // What was not enough for a read may be now.
        self.waiting.wake();
        Ok(Outcome::Done)
    }

    fn get_window_size(&self, call: &mut Call<'_>) -> CallResult {
        let size = self.discipline.lock().window_size();
        call.results::<GetWindowSize>(WINDOW_SIZE_ROOM, |results| {
            let mut message = results.init_size();
            message.set_rows(size.rows);
            message.set_columns(size.columns);
            message.set_pixel_width(size.pixel_width);
            message.set_pixel_height(size.pixel_height);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn set_window_size(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetWindowSize>();
        let size = message.get()?.get_size()?;
        let size = WindowSize {
            rows: size.get_rows(),
            columns: size.get_columns(),
            pixel_width: size.get_pixel_width(),
            pixel_height: size.get_pixel_height(),
        };
        let before = {
            let mut discipline = self.discipline.lock();
            let before = discipline.window_size();
            discipline.set_window_size(size);
            before
        };
        if before != size {
            self.jobs.signal(number::WINCH);
        }
        Ok(Outcome::Done)
    }

    fn flush(&self, call: &mut Call<'_>) -> CallResult {
        let queue = call.params::<Flush>().get()?.get_queue()?;
        let mut discipline = self.discipline.lock();
        if queue != Queue::Output {
            discipline.flush_input();
        }
        if queue != Queue::Input {
            discipline.flush_output();
        }
        transmit(&mut discipline);
        drop(discipline);
        // Writers and drainers find room now.
        self.waiting.wake();
        Ok(Outcome::Done)
    }

    fn drain(&self) -> CallResult {
        if self.discipline.lock().is_drained() { Ok(Outcome::Done) } else { Ok(Outcome::Wait) }
    }
}

impl Object for TerminalSession {
    fn interface(&self) -> Interface {
        Interface::TerminalSession
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
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
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        let discipline = self.discipline.lock();
        let mut readiness = Readiness::NONE;
        if discipline.can_read() {
            readiness = readiness.union(Readiness::READABLE);
        }
        if discipline.can_write() {
            readiness = readiness.union(Readiness::WRITABLE);
        }
        readiness
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(&self.waiting)
    }
}

/// Sends what the discipline lets out. Under its lock, so that the bytes of two writers keep their order.
fn transmit(discipline: &mut LineDiscipline) {
    let mut chunk = [0; CHUNK];
    loop {
        let count = discipline.take_output(&mut chunk);
        if count == 0 {
            break;
        }
        serial::write(&chunk[..count]);
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
