//! The smallest unit of what can be read.

/// Every page is at least this large and aligned to it.
pub const PAGE: usize = 4096;

/// Bytes from `p` to the end of its page.
#[inline(always)]
pub fn to_page_end(p: *const u8) -> usize {
    PAGE - p.addr() % PAGE
}
