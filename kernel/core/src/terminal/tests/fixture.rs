//! A line discipline at a keyboard and a screen.

use crate::terminal::attributes::{Attributes, ControlCharacter, InputFlags, LocalFlags, OutputFlags};
use crate::terminal::{LineDiscipline, ReadAttempt, ReadProgress, TerminalSignal};

pub struct Terminal {
    pub discipline: LineDiscipline,
    pub now: u64,
}

impl Terminal {
    pub fn new() -> Self {
        Terminal { discipline: LineDiscipline::new(), now: 1_000_000_000 }
    }

    pub fn with(change: impl FnOnce(&mut Attributes)) -> Self {
        let mut terminal = Self::new();
        terminal.change(change);
        terminal
    }

    pub fn without_local(flags: LocalFlags) -> Self {
        Self::with(|attributes| attributes.local -= flags)
    }

    pub fn with_input(flags: InputFlags) -> Self {
        Self::with(|attributes| attributes.input |= flags)
    }

    pub fn with_output(flags: OutputFlags) -> Self {
        Self::with(|attributes| attributes.output |= flags)
    }

    pub fn raw(minimum: u8, time: u8) -> Self {
        Self::with(|attributes| {
            attributes.local -= LocalFlags::ICANON | LocalFlags::ECHO;
            attributes.characters[ControlCharacter::Minimum as usize] = minimum;
            attributes.characters[ControlCharacter::Time as usize] = time;
        })
    }

    pub fn change(&mut self, change: impl FnOnce(&mut Attributes)) {
        let mut attributes = *self.discipline.attributes();
        change(&mut attributes);
        self.discipline.set_attributes(attributes);
    }

    /// Types the bytes and gives what shows, as text with its control characters escaped.
    pub fn types(&mut self, bytes: impl AsRef<[u8]>) -> String {
        for &byte in bytes.as_ref() {
            self.discipline.receive(byte, self.now);
        }
        self.screen()
    }

    pub fn signal(&mut self, byte: u8) -> Option<TerminalSignal> {
        self.discipline.receive(byte, self.now)
    }

    pub fn writes(&mut self, bytes: impl AsRef<[u8]>) -> String {
        let bytes = bytes.as_ref();
        assert_eq!(self.discipline.write(bytes), bytes.len());
        self.screen()
    }

    pub fn screen(&mut self) -> String {
        let mut shown = Vec::new();
        let mut chunk = [0; 7];
        loop {
            match self.discipline.take_output(&mut chunk) {
                0 => break,
                count => shown.extend_from_slice(&chunk[..count]),
            }
        }
        String::from_utf8_lossy(&shown).into_owned()
    }

    pub fn try_read(&mut self, room: usize, first: bool, deadline: Option<u64>) -> (ReadProgress, Vec<u8>) {
        let mut bytes = vec![0; room];
        let attempt = ReadAttempt { now: self.now, first, deadline };
        let progress = self.discipline.read(&mut bytes, room, attempt);
        let count = match progress {
            ReadProgress::Moved { count, .. } => count,
            ReadProgress::Wait { .. } => 0,
        };
        bytes.truncate(count);
        (progress, bytes)
    }

    /// A read that is not kept waiting.
    pub fn reads(&mut self, room: usize) -> Option<Vec<u8>> {
        match self.try_read(room, true, None) {
            (ReadProgress::Moved { .. }, bytes) => Some(bytes),
            (ReadProgress::Wait { .. }, _) => None,
        }
    }

    pub fn reads_text(&mut self) -> Option<String> {
        self.reads(1000).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}
