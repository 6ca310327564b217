//! What can be wrong with a pattern.

/// The reasons that `regcomp` tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// Not a pattern: bytes that are no character of the locale.
    BadPattern,
    /// An unknown collating element.
    Collate,
    /// An unknown character class.
    Class,
    /// A backslash at the end.
    Escape,
    /// A back reference to a group that is not complete.
    SubReg,
    /// `[` without `]`.
    Bracket,
    /// `(` without `)`, or the reverse.
    Paren,
    /// `{` without `}`.
    Brace,
    /// Nonsense between braces.
    BraceContents,
    /// A range whose end lies before its start.
    Range,
    /// The pattern is too large.
    Space,
    /// A repetition of nothing.
    Repeat,
}
