//! What a read of the terminal gets: a line in canonical mode, else what MIN and TIME say.

use super::attributes::ControlCharacter;
use super::line_discipline::LineDiscipline;

/// TIME counts tenths of a second.
const TENTH: u64 = 100_000_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReadProgress {
    /// That many bytes were moved; none means end of file, or that TIME ran out.
    Moved {
        count: usize,
        /// More of the same line is there for a larger buffer.
        more: bool,
    },
    /// Nothing yet. Try again after input, or when the deadline has passed.
    Wait { deadline: Option<u64> },
}

/// One try of a read that may take several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReadAttempt {
    pub now: u64,
    /// Nothing was tried before.
    pub first: bool,
    /// What the try before answered to wait for.
    pub deadline: Option<u64>,
}

impl LineDiscipline {
    /// `into` may be shorter than the `room` that the reader has: it then gets the rest by further calls.
    pub(super) fn progress(&mut self, into: &mut [u8], room: usize, attempt: ReadAttempt) -> ReadProgress {
        if into.is_empty() {
            return ReadProgress::Moved { count: 0, more: false };
        }
        if self.attributes.is_canonical() {
            return match self.input.take_line(into) {
                Some(part) => ReadProgress::Moved { count: part.count, more: !part.whole },
                None => ReadProgress::Wait { deadline: None },
            };
        }
        let minimum = usize::from(self.attributes.character(ControlCharacter::Minimum));
        let time = u64::from(self.attributes.character(ControlCharacter::Time)) * TENTH;
        let ready = self.input.len();
        // (MIN > 0, TIME > 0): the time runs between bytes; (0, TIME > 0): from when the read began.
        let (enough, deadline) = match (minimum, time) {
            (0, 0) => (true, None),
            (0, _) => (ready > 0, attempt.deadline.or(Some(attempt.now.saturating_add(time)))),
            (_, 0) => (ready >= minimum.min(room), None),
            (_, _) => {
                let not_before =
                    if attempt.first { Some(attempt.now.saturating_add(time)) } else { attempt.deadline };
                let deadline = self.last_received.saturating_add(time).max(not_before.unwrap_or(0));
                (ready >= minimum.min(room), (ready > 0).then_some(deadline))
            }
        };
        if enough || deadline.is_some_and(|deadline| attempt.now >= deadline) {
            let count = self.input.take_raw(into);
            ReadProgress::Moved { count, more: count == into.len() && self.input.len() > 0 }
        } else {
            ReadProgress::Wait { deadline }
        }
    }

    /// Whether a read would not wait.
    pub fn can_read(&self) -> bool {
        if self.attributes.is_canonical() {
            return self.input.has_line();
        }
        let minimum = usize::from(self.attributes.character(ControlCharacter::Minimum));
        let time = self.attributes.character(ControlCharacter::Time);
        // With a time limit one byte is enough: a read would begin to return.
        let enough = if time == 0 { minimum.max(1) } else { 1 };
        self.input.len() >= enough
    }
}
