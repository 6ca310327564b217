//! `LineDiscipline`: the terminal interface of POSIX.1-2024, XBD chapter 11, as a machine without a device.
//!
//! Bytes from the device go in by [`LineDiscipline::receive`] and come out of [`LineDiscipline::read`]; bytes
//! of writers go in by [`LineDiscipline::write`] and come out of [`LineDiscipline::take_output`], echo among
//! them. Nothing here waits: a caller that can not go on is told so, with the time to try again.

use super::attributes::{Attributes, ControlCharacter, InputFlags, LocalFlags, WindowSize};
use super::input::InputQueue;
use super::line::Line;
use super::output::OutputProcessor;
use super::read::{ReadAttempt, ReadProgress};

const BELL: u8 = 0x07;

/// With IXOFF, the sender is stopped when there is no more room than this, and started again above it.
const FLOW_CONTROL_ROOM: usize = 512;

/// What a control character asks of the terminal's foreground process group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TerminalSignal {
    Interrupt,
    Quit,
    Suspend,
}

#[derive(Debug)]
pub struct LineDiscipline {
    pub(super) attributes: Attributes,
    window_size: WindowSize,
    pub(super) input: InputQueue,
    pub(super) line: Line,
    /// The cursor's column where the line being typed began.
    pub(super) line_column: u32,
    pub(super) output: OutputProcessor,
    /// The next byte is taken as it is: LNEXT came before it.
    literal_next: bool,
    output_stopped: bool,
    sender_stopped: bool,
    /// When the last byte arrived, for TIME.
    pub(super) last_received: u64,
}

impl LineDiscipline {
    pub fn new() -> Self {
        let attributes = Attributes::default();
        LineDiscipline {
            window_size: WindowSize::default(),
            input: InputQueue::new(),
            line: Line::new(),
            line_column: 0,
            output: OutputProcessor::new(attributes.output, attributes.input),
            literal_next: false,
            output_stopped: false,
            sender_stopped: false,
            last_received: 0,
            attributes,
        }
    }

    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// `tcsetattr`; what was typed before stays, and becomes readable when canonical mode ends.
    pub fn set_attributes(&mut self, attributes: Attributes) {
        let was_canonical = self.attributes.is_canonical();
        self.attributes = attributes;
        self.output.set_flags(attributes.output, attributes.input);
        self.literal_next = false;
        if was_canonical && !attributes.is_canonical() {
            self.input.end_lines();
            for &byte in self.line.bytes() {
                if !self.input.push_raw(byte) {
                    break;
                }
            }
            self.line.clear();
        } else if !was_canonical && attributes.is_canonical() {
            self.input.end_raw();
        }
        if !attributes.input.contains(InputFlags::IXON) {
            self.output_stopped = false;
        }
    }

    pub fn window_size(&self) -> WindowSize {
        self.window_size
    }

    pub fn set_window_size(&mut self, size: WindowSize) {
        self.window_size = size;
    }

    /// Discards what was received and not read.
    pub fn flush_input(&mut self) {
        self.input.clear();
        self.line.clear();
        self.literal_next = false;
        self.regulate_sender();
    }

    /// Discards what was written and not sent.
    pub fn flush_output(&mut self) {
        self.output.discard();
    }

    // ---- output ---------------------------------------------------------------------------------------

    /// Takes as many of a writer's bytes as there is room for.
    pub fn write(&mut self, bytes: &[u8]) -> usize {
        self.output.write(bytes)
    }

    pub fn can_write(&self) -> bool {
        self.output.has_room()
    }

    pub fn is_drained(&self) -> bool {
        self.output.is_empty()
    }

    /// The next bytes for the device: none while the user has stopped the output.
    pub fn take_output(&mut self, into: &mut [u8]) -> usize {
        if self.output_stopped { 0 } else { self.output.take(into) }
    }

    /// Stops the output as the user does with STOP, or lets it go on.
    pub fn stop_output(&mut self, stop: bool) {
        self.output_stopped = stop;
    }

    /// Sends the far side a character that it takes for a request.
    pub fn ask_sender(&mut self, place: ControlCharacter) {
        self.output.echo(self.attributes.character(place));
    }

    /// Whether `take_output` would give something.
    pub fn has_output(&self) -> bool {
        !self.output_stopped && !self.output.is_empty()
    }

    // ---- input ----------------------------------------------------------------------------------------

    /// Whether the line being typed, and a byte more, would find a place.
    pub fn has_input_room(&self) -> bool {
        self.input.room() > self.line.len()
    }

    /// Takes one byte of the device, received at time `now`.
    pub fn receive(&mut self, byte: u8, now: u64) -> Option<TerminalSignal> {
        self.last_received = now;
        let Attributes { input, local, .. } = self.attributes;
        let byte = if input.contains(InputFlags::ISTRIP) { byte & 0x7f } else { byte };
        if self.literal_next {
            self.literal_next = false;
            self.keep(byte);
            return None;
        }
        if input.contains(InputFlags::IXON) && self.flow_control(byte) {
            return None;
        }
        if local.contains(LocalFlags::ISIG)
            && let Some(signal) = self.signal_of(byte)
        {
            self.take_signal(byte);
            return Some(signal);
        }
        let byte = match byte {
            b'\r' if input.contains(InputFlags::IGNCR) => return None,
            b'\r' if input.contains(InputFlags::ICRNL) => b'\n',
            b'\n' if input.contains(InputFlags::INLCR) => b'\r',
            _ => byte,
        };
        if local.contains(LocalFlags::ICANON) {
            self.receive_canonical(byte);
        } else {
            if byte == 0xff && input.contains(InputFlags::PARMRK) && !input.contains(InputFlags::ISTRIP) {
                self.keep(byte);
            }
            self.keep(byte);
        }
        self.regulate_sender();
        None
    }

    /// IXON: whether the byte was for the output.
    fn flow_control(&mut self, byte: u8) -> bool {
        if self.attributes.is(ControlCharacter::Start, byte) {
            self.output_stopped = false;
            return true;
        }
        if self.attributes.is(ControlCharacter::Stop, byte) {
            self.output_stopped = true;
            return true;
        }
        if self.attributes.input.contains(InputFlags::IXANY) {
            self.output_stopped = false;
        }
        false
    }

    fn signal_of(&self, byte: u8) -> Option<TerminalSignal> {
        let is = |place| self.attributes.is(place, byte);
        if is(ControlCharacter::Interrupt) {
            Some(TerminalSignal::Interrupt)
        } else if is(ControlCharacter::Quit) {
            Some(TerminalSignal::Quit)
        } else if is(ControlCharacter::Suspend) {
            Some(TerminalSignal::Suspend)
        } else {
            None
        }
    }

    fn take_signal(&mut self, byte: u8) {
        if !self.attributes.local.contains(LocalFlags::NOFLSH) {
            self.flush_input();
            self.flush_output();
        }
        self.output_stopped = false;
        if self.attributes.local.contains(LocalFlags::ECHO) {
            self.echo(byte);
        }
    }

    fn receive_canonical(&mut self, byte: u8) {
        use ControlCharacter::*;
        let local = self.attributes.local;
        let extended = local.contains(LocalFlags::IEXTEN);
        let is = |place| self.attributes.is(place, byte);
        if is(Erase) {
            self.edit(byte, Line::erase_character);
        } else if extended && is(WordErase) {
            self.edit(byte, Line::erase_word);
        } else if is(Kill) {
            self.kill(byte);
        } else if extended && is(LiteralNext) {
            self.literal_next = true;
            if local.contains(LocalFlags::ECHO | LocalFlags::ECHOCTL) {
                self.output.echo(b'^');
                self.output.echo(b'\x08');
            }
        } else if extended && is(Reprint) {
            if local.contains(LocalFlags::ECHO) {
                self.reprint(byte);
            }
        } else if byte == b'\n' {
            if self.end_line(Some(byte)) && local.intersects(LocalFlags::ECHO | LocalFlags::ECHONL) {
                self.output.echo(b'\n');
            }
        } else if is(EndOfFile) {
            self.end_line(None);
        } else if is(EndOfLine) || (extended && is(EndOfLine2)) {
            if self.end_line(Some(byte)) && local.contains(LocalFlags::ECHO) {
                self.echo(byte);
            }
        } else {
            self.keep(byte);
        }
    }

    /// Puts a byte where reads will find it, and echoes it.
    fn keep(&mut self, byte: u8) {
        let column = self.output.column();
        let kept = if self.attributes.is_canonical() {
            if self.line.is_empty() {
                self.line_column = column;
            }
            self.line.push(byte)
        } else {
            self.input.push_raw(byte)
        };
        if !kept {
            return self.refuse();
        }
        if self.attributes.local.contains(LocalFlags::ECHO) {
            self.echo(byte);
        }
    }

    /// Makes the line being typed readable. When there is no room for it, it stays as it is.
    fn end_line(&mut self, end: Option<u8>) -> bool {
        let fits = self.input.push_line(self.line.bytes(), end);
        if fits {
            self.line.clear();
        } else {
            self.refuse();
        }
        fits
    }

    fn refuse(&mut self) {
        if self.attributes.input.contains(InputFlags::IMAXBEL) {
            self.output.echo(BELL);
        }
    }

    /// IXOFF: asks the sender to stop while the queue is nearly full.
    fn regulate_sender(&mut self) {
        let stop = self.attributes.input.contains(InputFlags::IXOFF)
            && self.input.room().saturating_sub(self.line.len()) < FLOW_CONTROL_ROOM;
        if stop != self.sender_stopped {
            self.sender_stopped = stop;
            self.ask_sender(if stop { ControlCharacter::Stop } else { ControlCharacter::Start });
        }
    }

    // ---- reading --------------------------------------------------------------------------------------

    /// Moves what a read may have; see [`super::read`].
    pub fn read(&mut self, into: &mut [u8], room: usize, attempt: ReadAttempt) -> ReadProgress {
        let progress = self.progress(into, room, attempt);
        self.regulate_sender();
        progress
    }
}

impl Default for LineDiscipline {
    fn default() -> Self {
        Self::new()
    }
}
