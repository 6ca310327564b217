//! An array of elements of unknown type.

/// The program's comparison: negative, zero or positive.
pub trait Compare: Copy {
    /// # Safety
    /// Both point to an element or a copy of one.
    unsafe fn order(self, a: *const u8, b: *const u8) -> i32;
}

/// `count` elements of `size` bytes from `base`.
pub struct Elements {
    pub base: *mut u8,
    pub count: usize,
    pub size: usize,
}

impl Elements {
    /// # Safety
    /// The memory is readable and writable, and nobody else uses it while the value lives.
    pub unsafe fn new(base: *mut u8, count: usize, size: usize) -> Self {
        Self { base, count, size }
    }

    /// Where element `i < count` is.
    #[inline]
    pub fn at(&self, i: usize) -> *mut u8 {
        self.base.wrapping_add(i * self.size)
    }

    /// The order of elements `i` and `j`.
    #[inline]
    pub fn order(&self, i: usize, j: usize, compare: impl Compare) -> i32 {
        // SAFETY: both are elements, by the promise of `new`.
        unsafe { compare.order(self.at(i), self.at(j)) }
    }

    /// Exchanges elements `i` and `j`.
    pub fn swap(&self, i: usize, j: usize) {
        let (mut a, mut b, mut left) = (self.at(i), self.at(j), self.size);
        // SAFETY: `left` bytes of both elements remain; where the two are one, nothing changes.
        unsafe {
            while left >= 8 {
                let (x, y) = (a.cast::<u64>().read_unaligned(), b.cast::<u64>().read_unaligned());
                a.cast::<u64>().write_unaligned(y);
                b.cast::<u64>().write_unaligned(x);
                (a, b, left) = (a.wrapping_add(8), b.wrapping_add(8), left - 8);
            }
            while left > 0 {
                let (x, y) = (*a, *b);
                *a = y;
                *b = x;
                (a, b, left) = (a.wrapping_add(1), b.wrapping_add(1), left - 1);
            }
        }
    }

    /// Whether the elements were one ascending run, or one strictly descending one, which is then turned round.
    pub fn put_in_order_if_one_run(&self, compare: impl Compare) -> bool {
        let descending = self.order(0, 1, compare) > 0;
        for i in 1..self.count - 1 {
            if (self.order(i, i + 1, compare) > 0) != descending {
                return false;
            }
        }
        if descending {
            for i in 0..self.count / 2 {
                self.swap(i, self.count - 1 - i);
            }
        }
        true
    }
}
