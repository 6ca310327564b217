//! A conversion between two character sets: what `iconv` does.

use alloc::vec::Vec;

use super::codec::{Fault, State, Stop};
use super::decoder::{decode, held_back};
use super::encoder::Encoder;
use super::kind::Charset;
use super::name::Target;
use super::reverse::OutOfMemory;
use super::slot::Slot;
use super::transliterate::{is_tag, replacement};

/// Characters on their way from the decoder to the encoder.
const PIVOT: usize = 256;

/// A conversion and its state.
pub struct Converter {
    from: Charset,
    decoding: State,
    to: Encoder,
    encoding: State,
    transliterates: bool,
    ignores: bool,
    /// `PIVOT` of them, apart: a converter is moved while it is made.
    codes: Vec<u32>,
}

/// Why a conversion stopped before the end of its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The next character does not fit (`E2BIG`).
    Full,
    /// The input ends within a character (`EINVAL`).
    Incomplete,
    /// The next bytes are no character, or one that the target lacks (`EILSEQ`). Also where such were ignored; then
    /// the input is used up.
    Invalid,
}

/// How far a conversion came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Converted {
    pub read: usize,
    pub written: usize,
    /// How many characters were replaced by others.
    pub outcome: Result<usize, Error>,
}

/// One call under way.
struct Progress<'a, S> {
    output: &'a mut [S],
    written: usize,
    replaced: usize,
    has_ignored: bool,
}

impl Converter {
    pub fn new(from: Charset, to: Target) -> Result<Converter, OutOfMemory> {
        let mut codes = Vec::new();
        codes.try_reserve_exact(PIVOT).map_err(|_| OutOfMemory)?;
        codes.resize(PIVOT, 0);
        Ok(Converter {
            from,
            decoding: 0,
            to: Encoder::new(to.charset)?,
            encoding: 0,
            transliterates: to.transliterates,
            ignores: to.ignores,
            codes,
        })
    }

    /// Converts as much as there is or has room.
    pub fn convert<S: Slot>(&mut self, input: &[u8], output: &mut [S]) -> Converted {
        let mut progress = Progress { output, written: 0, replaced: 0, has_ignored: false };
        let mut read = 0;
        let outcome = loop {
            // A character takes a byte at least, but for the few that take none.
            let room = (progress.output.len() - progress.written).clamp(1, PIVOT);
            let before = self.decoding;
            let decoded = decode(self.from, &mut self.decoding, &input[read..], &mut self.codes[..room]);
            if let Err((done, error)) = self.encode(decoded.made, &mut progress) {
                // Reads once more, as far as the output goes.
                self.decoding = before;
                let again = decode(self.from, &mut self.decoding, &input[read..], &mut self.codes[..done]);
                read += again.used;
                break Err(error);
            }
            read += decoded.used;
            match decoded.fault {
                None if read == input.len() => break Ok(()),
                None => {}
                Some(Fault::Incomplete) => break Err(Error::Incomplete),
                Some(Fault::Invalid(len)) if self.ignores => {
                    read += len;
                    progress.has_ignored = true;
                }
                Some(Fault::Invalid(_)) => break Err(Error::Invalid),
            }
        };
        let outcome = match outcome {
            Ok(()) if progress.has_ignored => Err(Error::Invalid),
            outcome => outcome.map(|()| progress.replaced),
        };
        Converted { read, written: progress.written, outcome }
    }

    /// Writes the first `count` characters of the pivot; where that fails, says how many were written.
    fn encode<S: Slot>(
        &mut self,
        count: usize,
        progress: &mut Progress<'_, S>,
    ) -> Result<(), (usize, Error)> {
        let mut done = 0;
        while done < count {
            let room = &mut progress.output[progress.written..];
            let encoded = self.to.encode(&mut self.encoding, &self.codes[done..count], room);
            done += encoded.used;
            progress.written += encoded.written;
            match encoded.stop {
                None => {}
                Some(Stop::Full) => return Err((done, Error::Full)),
                Some(Stop::Unmappable) => {
                    self.substitute(self.codes[done], progress).map_err(|error| (done, error))?;
                    done += 1;
                }
            }
        }
        Ok(())
    }

    /// Deals with a character that the target lacks.
    fn substitute<S: Slot>(&mut self, code: u32, progress: &mut Progress<'_, S>) -> Result<(), Error> {
        if is_tag(code) {
            return Ok(());
        }
        if self.transliterates {
            for text in [replacement(code), "?"] {
                match self.write(text, &mut progress.output[progress.written..]) {
                    Ok(written) => {
                        progress.written += written;
                        progress.replaced += 1;
                        return Ok(());
                    }
                    Err(Stop::Full) => return Err(Error::Full),
                    Err(Stop::Unmappable) => {}
                }
            }
        }
        progress.has_ignored |= self.ignores;
        if self.ignores { Ok(()) } else { Err(Error::Invalid) }
    }

    /// Writes a replacement, whole or not at all.
    fn write<S: Slot>(&mut self, text: &str, output: &mut [S]) -> Result<usize, Stop> {
        let (mut state, mut written) = (self.encoding, 0);
        for character in text.chars() {
            let encoded = self.to.encode(&mut state, &[character.into()], &mut output[written..]);
            if let Some(stop) = encoded.stop {
                return Err(stop);
            }
            written += encoded.written;
        }
        self.encoding = state;
        Ok(written)
    }

    /// Goes back to the initial state, and writes what the output needs for that.
    pub fn reset<S: Slot>(&mut self, output: &mut [S]) -> Converted {
        let mut progress = Progress { output, written: 0, replaced: 0, has_ignored: false };
        if let Some(code) = held_back(self.from, self.decoding) {
            self.codes[0] = code;
            if let Err((_, error)) = self.encode(1, &mut progress) {
                return Converted { read: 0, written: progress.written, outcome: Err(error) };
            }
            self.decoding = 0;
        }
        let last = self.to.finish(self.encoding).store(&mut progress.output[progress.written..]);
        let Some(len) = last else {
            return Converted { read: 0, written: progress.written, outcome: Err(Error::Full) };
        };
        self.forget();
        Converted { read: 0, written: progress.written + len, outcome: Ok(progress.replaced) }
    }

    /// Goes back to the initial state without writing anything.
    pub fn forget(&mut self) {
        self.decoding = 0;
        self.encoding = 0;
    }
}
