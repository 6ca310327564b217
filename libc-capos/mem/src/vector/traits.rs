//! The vector trait.

/// What a vector is made of: bytes, or wide characters.
pub trait Element: Copy + Ord {
    const NUL: Self;
    /// Negative, zero or positive, as the C comparisons report.
    fn order(self, other: Self) -> i32;
    /// The lowest byte.
    fn low_byte(self) -> u8;
}

impl Element for u8 {
    const NUL: Self = 0;
    #[inline(always)]
    fn order(self, other: Self) -> i32 {
        i32::from(self) - i32::from(other)
    }
    #[inline(always)]
    fn low_byte(self) -> u8 {
        self
    }
}

/// `wchar_t`.
impl Element for i32 {
    const NUL: Self = 0;
    #[inline(always)]
    fn order(self, other: Self) -> i32 {
        self.cmp(&other) as i32
    }
    #[inline(always)]
    fn low_byte(self) -> u8 {
        self as u8
    }
}

/// `BYTES` bytes handled at once, as elements side by side ("lanes").
///
/// A value of the type proves that the processor can work with it, so only the ways to *make* one are unsafe.
/// Every method is inlined into a function of [`crate::arch`] that enables the instructions.
pub trait Vector: Copy {
    /// What one lane holds.
    type Element: Element;
    /// The vector of half the size that is there too, or the same where nothing smaller is.
    type Half: Vector<Element = Self::Element>;
    /// The vector for long ways through two buffers, of which one is not aligned: a register that is as wide as a cache
    /// line lies in two of them each time.
    type Long: Vector<Element = Self::Element>;
    /// Size in bytes: a power of two, at most 64.
    const BYTES: usize;
    /// How many bytes one bit of a mask stands for: one, or those of a lane.
    const UNIT: usize;
    /// The mask of a comparison that held for every lane.
    const FULL: u64;
    /// The lowest bit of each lane in such a mask.
    const STARTS: u64;

    /// # Safety
    /// The processor has the instructions, and `p` is aligned to `BYTES` on a readable page.
    unsafe fn load(p: *const u8) -> Self;
    /// # Safety
    /// The processor has the instructions, and `BYTES` bytes at `p` are readable.
    unsafe fn load_unaligned(p: *const u8) -> Self;
    /// # Safety
    /// `p` is aligned to `BYTES`, and `BYTES` bytes there are writable.
    unsafe fn store(self, p: *mut u8);
    /// # Safety
    /// `BYTES` bytes at `p` are writable.
    unsafe fn store_unaligned(self, p: *mut u8);
    /// Stores around the caches; the writer ends with [`Vector::fence`].
    ///
    /// # Safety
    /// `p` is aligned to `BYTES`, and `BYTES` bytes there are writable.
    unsafe fn stream(self, p: *mut u8);
    /// Orders earlier [`Vector::stream`] stores before later stores.
    ///
    /// # Safety
    /// The processor has the instructions.
    unsafe fn fence();
    /// # Safety
    /// The processor has the instructions.
    unsafe fn splat(element: Self::Element) -> Self;

    /// All bits set in the lanes that are equal, none elsewhere.
    fn eq(self, other: Self) -> Self;
    /// Exclusive or: zero where equal.
    fn xor(self, other: Self) -> Self;
    fn and(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    /// Zero in the lanes where either is zero, not zero elsewhere (the unsigned minimum does that).
    fn zero_if_either(self, other: Self) -> Self;
    /// The lanes where a comparison held: bit `i` stands for the `UNIT` bytes from `UNIT * i` on.
    fn mask(self) -> u64;

    /// The mask of the lanes that are zero.
    #[inline(always)]
    fn zeros(self) -> u64 {
        self.eq(self.xor(self)).mask()
    }

    /// The mask of the lanes that are equal.
    #[inline(always)]
    fn same(self, other: Self) -> u64 {
        self.eq(other).mask()
    }

    /// The mask of the lanes that end a comparison of strings: zero here, or not zero in `difference`.
    #[inline(always)]
    fn ends(self, difference: Self) -> u64 {
        self.zero_if_either(difference.eq(self.xor(self))).zeros()
    }

    /// Where the lowest lane of a mask that is not empty begins, in bytes.
    #[inline(always)]
    fn lowest(mask: u64) -> usize {
        mask.trailing_zeros() as usize * Self::UNIT
    }

    /// Where the last byte, or the only bit, of the highest lane of a mask that is not empty begins, in bytes.
    #[inline(always)]
    fn highest(mask: u64) -> usize {
        (63 - mask.leading_zeros() as usize) * Self::UNIT
    }
}

/// A vector of bytes that knows ASCII letters.
pub trait Letters: Vector<Element = u8> {
    /// `0xff` where the byte is a small ASCII letter.
    fn small_letters(self) -> Self;

    /// Zero in the lanes that are equal but for the case of ASCII letters.
    #[inline(always)]
    fn difference_but_case(self, other: Self) -> Self {
        // SAFETY: `self` proves that the processor has the instructions.
        let case = unsafe { Self::splat(0x20) };
        // The only difference that may be is the bit of case, and only in letters.
        let differ = self.xor(other);
        let letters = differ.eq(case).and(self.or(case).small_letters());
        differ.xor(letters.and(case))
    }
}

/// A vector of bytes that can look bytes up in tables.
pub trait Lookup: Vector<Element = u8> {
    /// The table, for every group of 16 lanes.
    ///
    /// # Safety
    /// The processor has the instructions.
    unsafe fn table(entries: &[u8; 16]) -> Self;
    /// `table[i % 16]` for every byte `i` below 128 of `self`, zero for the others.
    fn look_up(self, table: Self) -> Self;
    /// The upper half of each byte, as a number below 16.
    fn upper_nibbles(self) -> Self;
}
