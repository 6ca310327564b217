//! What a conversion remembers between calls.

/// The two words of an `mbstate_t`; all zero is the initial state.
///
/// `kind` says what `value` holds. The numbers never leave the library, but a program may copy a
/// state or hold one that it never initialised, so every value must be safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub(super) value: u32,
    pub(super) kind: u32,
}

/// The low bytes of `kind` while a UTF-8 sequence is open: how many bytes are missing, its length.
pub(super) const MISSING: u32 = 0xff;
pub(super) const LEN_SHIFT: u32 = 8;
/// `value` is a UTF-16 surrogate waiting for its other half.
pub(super) const SURROGATE: u32 = 1 << 16;
/// `value` holds UTF-8 code units still to be delivered; the low byte of `kind` is how many.
pub(super) const UNITS: u32 = 2 << 16;

impl State {
    pub const fn from_words(words: [u32; 2]) -> State {
        State { value: words[0], kind: words[1] }
    }

    pub const fn to_words(self) -> [u32; 2] {
        [self.value, self.kind]
    }

    /// Whether no character is open.
    #[inline]
    pub const fn is_initial(self) -> bool {
        self.kind == 0
    }
}
