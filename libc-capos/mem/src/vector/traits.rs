//! The vector trait.

/// `BYTES` bytes handled at once.
///
/// A value of the type proves that the processor can work with it, so only the ways to *make* one are unsafe.
/// Every method is inlined into a function of [`crate::arch`] that enables the instructions.
pub trait Vector: Copy {
    /// Size in bytes: a power of two, at most 32.
    const BYTES: usize;
    /// The mask of a comparison that held for every byte.
    const FULL: u32;

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
    unsafe fn splat(byte: u8) -> Self;

    /// `0xff` where the bytes are equal, `0` elsewhere.
    fn eq(self, other: Self) -> Self;
    /// Bytewise exclusive or: zero where equal.
    fn xor(self, other: Self) -> Self;
    fn and(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    /// Zero where either is zero, non-zero elsewhere (the bytewise minimum does that).
    fn zero_if_either(self, other: Self) -> Self;
    /// ASCII capitals to small letters, everything else unchanged.
    fn to_lower(self) -> Self;
    /// Bit `i` is set where byte `i` of a comparison's result is `0xff`.
    fn mask(self) -> u32;

    /// Bit `i` is set where byte `i` is zero.
    #[inline(always)]
    fn zeros(self) -> u32 {
        self.eq(self.xor(self)).mask()
    }
}
