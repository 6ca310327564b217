//! What the tests share: buffers between unmapped pages, and a small repeatable generator.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod backends;

/// Two writable pages with unmapped pages on both sides.
pub struct Guarded {
    map: *mut u8,
}

const PAGE: usize = 4096;

impl Guarded {
    pub const SIZE: usize = 2 * PAGE;

    pub fn new() -> Self {
        // SAFETY: a fresh anonymous mapping; protecting its ends touches nothing else.
        unsafe {
            let map = libc::mmap(
                std::ptr::null_mut(),
                Self::SIZE + 2 * PAGE,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            );
            assert_ne!(map, libc::MAP_FAILED);
            let map = map.cast::<u8>();
            assert_eq!(libc::mprotect(map.cast(), PAGE, libc::PROT_NONE), 0);
            assert_eq!(libc::mprotect(map.add(PAGE + Self::SIZE).cast(), PAGE, libc::PROT_NONE), 0);
            Self { map }
        }
    }

    /// The whole writable area.
    pub fn all(&mut self) -> &mut [u8] {
        // SAFETY: mapped, writable, and borrowed from `self`.
        unsafe { std::slice::from_raw_parts_mut(self.map.add(PAGE), Self::SIZE) }
    }

    /// The last `n` bytes before the unmapped page.
    pub fn at_end(&mut self, n: usize) -> &mut [u8] {
        &mut self.all()[Self::SIZE - n..]
    }

    /// The first `n` bytes after the unmapped page.
    pub fn at_start(&mut self, n: usize) -> &mut [u8] {
        &mut self.all()[..n]
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        // SAFETY: the mapping made in `new`.
        unsafe { libc::munmap(self.map.cast(), Self::SIZE + 2 * PAGE) };
    }
}

/// A repeatable generator (xorshift).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n
    }
}

/// Lengths around every boundary the algorithms have.
pub fn lengths() -> impl Iterator<Item = usize> {
    (0..300).chain([511, 512, 513, 1000, 1023, 1024, 1025, 2047, 2048, 4000, 4095, 4096])
}
