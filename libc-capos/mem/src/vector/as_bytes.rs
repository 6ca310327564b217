//! What a register does with wide characters as with bytes: the lanes make no difference.

/// The methods of [`super::Vector`] that hand everything on to the register of bytes `$bytes`.
macro_rules! as_bytes {
    ($bytes:ty) => {
        #[inline(always)]
        unsafe fn load(p: *const u8) -> Self {
            // SAFETY: the caller's promise.
            Self(unsafe { <$bytes>::load(p) })
        }

        #[inline(always)]
        unsafe fn load_unaligned(p: *const u8) -> Self {
            // SAFETY: the caller's promise.
            Self(unsafe { <$bytes>::load_unaligned(p) })
        }

        #[inline(always)]
        unsafe fn store(self, p: *mut u8) {
            // SAFETY: the caller's promise.
            unsafe { self.0.store(p) }
        }

        #[inline(always)]
        unsafe fn store_unaligned(self, p: *mut u8) {
            // SAFETY: the caller's promise.
            unsafe { self.0.store_unaligned(p) }
        }

        #[inline(always)]
        unsafe fn stream(self, p: *mut u8) {
            // SAFETY: the caller's promise.
            unsafe { self.0.stream(p) }
        }

        #[inline(always)]
        unsafe fn fence() {
            // SAFETY: the caller's promise.
            unsafe { <$bytes>::fence() }
        }

        #[inline(always)]
        fn xor(self, other: Self) -> Self {
            Self(self.0.xor(other.0))
        }

        #[inline(always)]
        fn and(self, other: Self) -> Self {
            Self(self.0.and(other.0))
        }

        #[inline(always)]
        fn or(self, other: Self) -> Self {
            Self(self.0.or(other.0))
        }
    };
}

pub(super) use as_bytes;
