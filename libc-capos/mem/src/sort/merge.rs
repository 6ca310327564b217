//! Merge sort of elements that are moved as values of a type `T`.
//!
//! Two halves are merged from both ends at once: two independent chains of comparisons, no branch on their results and
//! no test for the end of a half, since half of the elements come from either end. The merge goes back and forth between
//! the array and the scratch memory, so nothing is copied just to be out of the way.

use super::Compare;

/// Up to here insertion beats merging.
const INSERTION: usize = 6;

/// Sorts `count` elements at `base`, stably.
///
/// # Safety
/// `base` and `scratch` hold `count` elements as large as `T`; `compare` may be called with pointers to copies.
pub unsafe fn sort<T: Copy>(base: *mut u8, count: usize, scratch: *mut u8, compare: impl Compare) {
    // SAFETY: the caller's promise.
    unsafe { sort_in_place::<T, _>(base.cast(), count, scratch.cast(), compare) }
}

/// Sorts `v`, using `spare`.
unsafe fn sort_in_place<T: Copy, C: Compare>(v: *mut T, count: usize, spare: *mut T, compare: C) {
    // SAFETY: both hold `count` elements; halves and their spare memory lie inside.
    unsafe {
        if count <= INSERTION {
            return insert(v, count, compare);
        }
        let half = count / 2;
        sort_into(v, half, spare, compare);
        sort_into(v.wrapping_add(half), count - half, spare.wrapping_add(half), compare);
        merge(spare, half, count - half, v, compare);
    }
}

/// Sorts the elements of `v` into `target`; `v` is spare memory afterwards.
unsafe fn sort_into<T: Copy, C: Compare>(v: *mut T, count: usize, target: *mut T, compare: C) {
    // SAFETY: as above.
    unsafe {
        if count <= INSERTION {
            copy(v, target, count);
            return insert(target, count, compare);
        }
        let half = count / 2;
        sort_in_place(v, half, target, compare);
        sort_in_place(v.wrapping_add(half), count - half, target.wrapping_add(half), compare);
        merge(v, half, count - half, target, compare);
    }
}

/// Merges `left` and then `right` sorted elements at `source` into `target`; `right` is `left` or one more.
unsafe fn merge<T: Copy, C: Compare>(
    source: *const T,
    left: usize,
    right: usize,
    target: *mut T,
    compare: C,
) {
    let count = left + right;
    let middle = source.wrapping_add(left);
    // SAFETY: 1. Both ends take `left` steps, and each step moves one of two positions by one: a position that starts
    // at the beginning of a half is read at most `left - 1` further on, so inside the half; the same from the back.
    // 2. `target` is written once at each place. This holds whatever `compare` answers.
    unsafe {
        if less_or_equal(middle.wrapping_sub(1), middle, compare) {
            return copy(source, target, count);
        }
        let (mut a, mut b, mut out) = (source, middle, target);
        let (mut a_back, mut b_back) = (middle.wrapping_sub(1), source.wrapping_add(count - 1));
        let mut out_back = target.wrapping_add(count - 1);
        for _ in 0..left {
            // The smaller front element; of equal ones the left.
            let take_a = less_or_equal(a, b, compare);
            out.write_unaligned((if take_a { a } else { b }).read_unaligned());
            a = a.wrapping_add(usize::from(take_a));
            b = b.wrapping_add(usize::from(!take_a));
            out = out.wrapping_add(1);
            // The greater back element; of equal ones the right.
            let take_b = less_or_equal(a_back, b_back, compare);
            out_back.write_unaligned((if take_b { b_back } else { a_back }).read_unaligned());
            b_back = b_back.wrapping_sub(usize::from(take_b));
            a_back = a_back.wrapping_sub(usize::from(!take_b));
            out_back = out_back.wrapping_sub(1);
        }
        if right > left {
            // One element is left, in whichever half has not met itself.
            let from_a = a <= a_back;
            out.write_unaligned((if from_a { a } else { b }).read_unaligned());
            a = a.wrapping_add(usize::from(from_a));
            b = b.wrapping_add(usize::from(!from_a));
        }
        if a != a_back.wrapping_add(1) || b != b_back.wrapping_add(1) {
            // The ends did not meet: the comparisons contradict each other. Every element stays, in some order.
            copy(source, target, count);
        }
    }
}

#[inline(always)]
unsafe fn less_or_equal<T, C: Compare>(a: *const T, b: *const T, compare: C) -> bool {
    // SAFETY: the caller passes elements.
    unsafe { compare.order(a.cast(), b.cast()) <= 0 }
}

/// Sorts a few elements.
unsafe fn insert<T: Copy, C: Compare>(v: *mut T, count: usize, compare: C) {
    for i in 1..count {
        // SAFETY: places from 0 to `i` are elements; the one taken out is compared through its copy.
        unsafe {
            let taken = v.wrapping_add(i).read_unaligned();
            let mut hole = i;
            while hole > 0 && !less_or_equal(v.wrapping_add(hole - 1), &raw const taken, compare) {
                v.wrapping_add(hole).write_unaligned(v.wrapping_add(hole - 1).read_unaligned());
                hole -= 1;
            }
            v.wrapping_add(hole).write_unaligned(taken);
        }
    }
}

unsafe fn copy<T>(from: *const T, to: *mut T, count: usize) {
    // SAFETY: the caller has `count` elements in both.
    unsafe { crate::memcpy(to.cast(), from.cast(), count * size_of::<T>()) };
}
