//! Where output goes.

/// Why formatting ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The sink failed and has said why to whoever owns it.
    Output,
    /// The result, a width or a precision exceeds `INT_MAX` (`EOVERFLOW`).
    Overflow,
    /// A character has no encoding, or bytes are none (`EILSEQ`).
    IllegalSequence,
    /// Not a conversion specification (`EINVAL`).
    InvalidFormat,
}

/// A unit of a format string and of the output: a byte or a wide character.
pub trait Unit: Copy {
    const WIDE: bool;

    fn code(self) -> u32;

    /// The unit for a code that came from a unit of this kind, or from ASCII.
    fn from_code(code: u32) -> Self;
}

impl Unit for u8 {
    const WIDE: bool = false;

    fn code(self) -> u32 {
        u32::from(self)
    }

    fn from_code(code: u32) -> Self {
        code as u8
    }
}

impl Unit for u32 {
    const WIDE: bool = true;

    fn code(self) -> u32 {
        self
    }

    fn from_code(code: u32) -> Self {
        code
    }
}

/// Accepts output.
pub trait Sink {
    type Unit: Unit;

    fn units(&mut self, units: &[Self::Unit]) -> Result<(), Failure>;

    /// Writes ASCII characters; a sink of bytes takes any others too.
    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure>;

    /// Writes one ASCII character `count` times.
    fn fill(&mut self, byte: u8, mut count: usize) -> Result<(), Failure> {
        while count > 0 {
            let part = count.min(64);
            self.ascii(&[byte; 64][..part])?;
            count -= part;
        }
        Ok(())
    }
}

/// A sink that counts, and refuses what would make the count exceed `INT_MAX`.
pub(super) struct Counted<'a, S: Sink> {
    sink: &'a mut S,
    count: usize,
}

const MAX_COUNT: usize = i32::MAX as usize;

impl<'a, S: Sink> Counted<'a, S> {
    pub fn new(sink: &'a mut S) -> Self {
        Self { sink, count: 0 }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    #[inline]
    fn add(&mut self, length: usize) -> Result<(), Failure> {
        if length > MAX_COUNT - self.count {
            return Err(Failure::Overflow);
        }
        self.count += length;
        Ok(())
    }
}

impl<S: Sink> Sink for Counted<'_, S> {
    type Unit = S::Unit;

    #[inline]
    fn units(&mut self, units: &[Self::Unit]) -> Result<(), Failure> {
        self.add(units.len())?;
        self.sink.units(units)
    }

    #[inline]
    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.add(bytes.len())?;
        self.sink.ascii(bytes)
    }

    #[inline]
    fn fill(&mut self, byte: u8, count: usize) -> Result<(), Failure> {
        if count == 0 {
            return Ok(());
        }
        self.add(count)?;
        self.sink.fill(byte, count)
    }
}
