//! Heap sort: in place, for when there is no scratch memory.

use super::{Compare, Elements};

/// # Safety
/// The comparison may be called with pointers to elements.
pub unsafe fn sort(elements: &Elements, compare: impl Compare) {
    let n = elements.count;
    for root in (0..n / 2).rev() {
        sift(elements, root, n, compare);
    }
    for end in (1..n).rev() {
        elements.swap(0, end);
        sift(elements, 0, end, compare);
    }
}

/// Moves the element at `root` down until both children, of those before `end`, are no greater.
fn sift(elements: &Elements, mut root: usize, end: usize, compare: impl Compare) {
    while 2 * root + 1 < end {
        let mut child = 2 * root + 1;
        if child + 1 < end && elements.order(child, child + 1, compare) < 0 {
            child += 1;
        }
        if elements.order(root, child, compare) >= 0 {
            return;
        }
        elements.swap(root, child);
        root = child;
    }
}
