//! Where a data base is kept.

/// One of its two files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Tree,
    Pages,
}

pub trait Storage {
    type Error;

    /// Bytes from the offset on; tells how many there were, fewer only at the file's end.
    fn read(&mut self, part: Part, offset: u64, bytes: &mut [u8]) -> Result<usize, Self::Error>;

    /// All of the bytes; what the file skips reads as zeros.
    fn write(&mut self, part: Part, offset: u64, bytes: &[u8]) -> Result<(), Self::Error>;
}
