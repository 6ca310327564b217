//! `memcpy` and `memmove`, which are the same function: every load that an overlapping store could spoil is done
//! before that store.
//!
//! There is no `rep movsb`: where it is fast it is as fast as this, and where the two buffers lie badly to each other it
//! takes ten times as long.

use crate::vector::Vector;

/// From here on a copy does not fit the caches it shares, and stores go around them.
const STREAM_FROM: usize = 16 << 20;

/// Copies `n <= V::BYTES` bytes, all loads before all stores.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable.
#[inline(always)]
pub unsafe fn up_to_one<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: each access is as wide as its branch has shown to fit, from the start or ending at `n`.
    unsafe {
        if n >= V::BYTES {
            V::load_unaligned(src).store_unaligned(dst);
        } else if V::BYTES > 16 {
            up_to_two::<V::Half>(dst, src, n);
        } else if V::BYTES > 8 && n >= 8 {
            scalar_ends::<u64>(dst, src, n);
        } else if n >= 4 {
            scalar_ends::<u32>(dst, src, n);
        } else if n >= 2 {
            scalar_ends::<u16>(dst, src, n);
        } else if n == 1 {
            *dst = *src;
        }
    }
}

/// Copies `n <= 2 * V::BYTES` bytes, all loads before all stores.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable.
#[inline(always)]
pub unsafe fn up_to_two<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if n >= V::BYTES {
            ends::<V, 1>(dst, src, n);
        } else {
            up_to_one::<V>(dst, src, n);
        }
    }
}

/// Copies `n >= V::BYTES` bytes, overlapping or not.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable.
#[inline(always)]
pub unsafe fn from_one<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: the caller's promise, and `n` is large enough for each form.
    unsafe {
        if n <= 2 * V::BYTES {
            ends::<V, 1>(dst, src, n);
        } else if n <= 4 * V::BYTES {
            ends::<V, 2>(dst, src, n);
        } else if n <= 8 * V::BYTES {
            ends::<V, 4>(dst, src, n);
        } else {
            long::<V>(dst, src, n);
        }
    }
}

/// Copies the bytes `from .. to`, at most four vectors, where everything before `from` was copied already.
///
/// # Safety
/// `to` bytes at `src` are readable and at `dst` writable; the two do not overlap.
#[inline(always)]
pub unsafe fn tail<V: Vector>(dst: *mut u8, src: *const u8, from: usize, to: usize) {
    // SAFETY: the vectors end at most at `to`.
    unsafe {
        if to < V::BYTES {
            return up_to_one::<V>(dst, src, to);
        }
        let mut i = from;
        while to - i > V::BYTES {
            V::load_unaligned(src.wrapping_add(i)).store_unaligned(dst.wrapping_add(i));
            i += V::BYTES;
        }
        let last = to - V::BYTES;
        V::load_unaligned(src.wrapping_add(last)).store_unaligned(dst.wrapping_add(last));
    }
}

/// Copies the first and the last `K` vectors of `n` bytes; together they cover up to `2 * K` vectors.
#[inline(always)]
unsafe fn ends<V: Vector, const K: usize>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: `n >= K * V::BYTES`, so both windows lie within the `n` bytes.
    unsafe {
        let tail = n - K * V::BYTES;
        let low = load::<V, K>(src);
        let high = load::<V, K>(src.wrapping_add(tail));
        save(low, dst);
        save(high, dst.wrapping_add(tail));
    }
}

#[inline(always)]
unsafe fn scalar_ends<T>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: `n >= size_of::<T>()`, so both reads and both writes lie within the `n` bytes.
    unsafe {
        let tail = n - size_of::<T>();
        let low = src.cast::<T>().read_unaligned();
        let high = src.wrapping_add(tail).cast::<T>().read_unaligned();
        dst.cast::<T>().write_unaligned(low);
        dst.wrapping_add(tail).cast::<T>().write_unaligned(high);
    }
}

#[inline(always)]
pub(super) unsafe fn load<V: Vector, const K: usize>(src: *const u8) -> [V; K] {
    // SAFETY: the caller has shown that `K` vectors are readable.
    unsafe {
        let mut vectors = [V::load_unaligned(src); K];
        for (i, vector) in vectors.iter_mut().enumerate().skip(1) {
            *vector = V::load_unaligned(src.wrapping_add(i * V::BYTES));
        }
        vectors
    }
}

#[inline(always)]
pub(super) unsafe fn save<V: Vector, const K: usize>(vectors: [V; K], dst: *mut u8) {
    for (i, vector) in vectors.iter().enumerate() {
        // SAFETY: the caller has shown that `K` vectors are writable.
        unsafe { vector.store_unaligned(dst.wrapping_add(i * V::BYTES)) };
    }
}

/// Copies `n >= 4 * V::BYTES` bytes.
#[inline(always)]
unsafe fn long<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    let ahead = dst.addr().wrapping_sub(src.addr());
    // SAFETY: the caller's promise; the conditions are those of the directions.
    unsafe {
        if ahead < n {
            // `dst` begins inside the source: the end has to go first.
            backward::<V>(dst, src, n);
        } else if n >= STREAM_FROM && ahead.wrapping_neg() >= n {
            stream::<V>(dst, src, n);
        } else {
            forward::<V>(dst, src, n);
        }
    }
}

/// Upwards, stores aligned. The unaligned head and the last four vectors are read first and written last.
#[inline(always)]
unsafe fn forward<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: offsets stay below `n - 4 * V::BYTES` in the loop; the tail is four vectors that end at `n`. A store at
    // offset `i` lies below the loads still to come, since `dst` is below `src` or apart from it.
    unsafe {
        let head = V::load_unaligned(src);
        let last = n - 4 * V::BYTES;
        let tail = load::<V, 4>(src.wrapping_add(last));
        let mut i = V::BYTES - dst.addr() % V::BYTES;
        while i < last {
            let block = load::<V, 4>(src.wrapping_add(i));
            for (k, vector) in block.iter().enumerate() {
                vector.store(dst.wrapping_add(i + k * V::BYTES));
            }
            i += 4 * V::BYTES;
        }
        save(tail, dst.wrapping_add(last));
        head.store_unaligned(dst);
    }
}

/// Downwards, the mirror image.
#[inline(always)]
unsafe fn backward<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: offsets stay above `4 * V::BYTES` in the loop; a store lies above the loads still to come, since `dst`
    // is above `src`.
    unsafe {
        let foot = V::load_unaligned(src.wrapping_add(n - V::BYTES));
        let head = load::<V, 4>(src);
        let mut end = n - dst.wrapping_add(n).addr() % V::BYTES;
        while end > 4 * V::BYTES {
            end -= 4 * V::BYTES;
            let block = load::<V, 4>(src.wrapping_add(end));
            for (k, vector) in block.iter().enumerate() {
                vector.store(dst.wrapping_add(end + k * V::BYTES));
            }
        }
        save(head, dst);
        foot.store_unaligned(dst.wrapping_add(n - V::BYTES));
    }
}

/// As [`forward`], around the caches, for buffers that do not overlap.
#[inline(always)]
unsafe fn stream<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: as in `forward`; the fence makes the stores ordered like any others for whoever sees the copy done.
    unsafe {
        let head = V::load_unaligned(src);
        let last = n - 4 * V::BYTES;
        let tail = load::<V, 4>(src.wrapping_add(last));
        let mut i = V::BYTES - dst.addr() % V::BYTES;
        while i < last {
            let block = load::<V, 4>(src.wrapping_add(i));
            for (k, vector) in block.iter().enumerate() {
                vector.stream(dst.wrapping_add(i + k * V::BYTES));
            }
            i += 4 * V::BYTES;
        }
        V::fence();
        save(tail, dst.wrapping_add(last));
        head.store_unaligned(dst);
    }
}
