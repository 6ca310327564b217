//! `memcpy` and `memmove`, which are the same function: every load that an overlapping store could spoil is done
//! before that store.

use crate::vector::Vector;

/// From here on a copy does not fit the caches it shares, and stores go around them.
const STREAM_FROM: usize = 16 << 20;

/// Copies `n <= 8 * V::BYTES` bytes, all loads before all stores.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable.
#[inline(always)]
pub unsafe fn short<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: each access is as wide as its branch has shown to fit, from the start or ending at `n`.
    unsafe {
        if n >= V::BYTES {
            if n > 4 * V::BYTES {
                return ends::<V, 4>(dst, src, n);
            }
            if n > 2 * V::BYTES {
                return ends::<V, 2>(dst, src, n);
            }
            return ends::<V, 1>(dst, src, n);
        }
        if V::BYTES > 8 && n >= 8 {
            return scalar_ends::<u64>(dst, src, n);
        }
        if n >= 4 {
            return scalar_ends::<u32>(dst, src, n);
        }
        if n >= 2 {
            return scalar_ends::<u16>(dst, src, n);
        }
        if n == 1 {
            *dst = *src;
        }
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
unsafe fn load<V: Vector, const K: usize>(src: *const u8) -> [V; K] {
    // SAFETY: the caller has shown that `K` vectors are readable.
    core::array::from_fn(|i| unsafe { V::load_unaligned(src.wrapping_add(i * V::BYTES)) })
}

#[inline(always)]
unsafe fn save<V: Vector, const K: usize>(vectors: [V; K], dst: *mut u8) {
    for (i, v) in vectors.into_iter().enumerate() {
        // SAFETY: the caller has shown that `K` vectors are writable.
        unsafe { v.store_unaligned(dst.wrapping_add(i * V::BYTES)) };
    }
}

/// Copies `n >= 4 * V::BYTES` bytes.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable.
#[inline(always)]
pub unsafe fn long<V: Vector>(dst: *mut u8, src: *const u8, n: usize) {
    let ahead = dst.addr().wrapping_sub(src.addr());
    // SAFETY: the caller's promise; the conditions are those of the three directions.
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
            for (k, v) in block.into_iter().enumerate() {
                v.store(dst.wrapping_add(i + k * V::BYTES));
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
            for (k, v) in block.into_iter().enumerate() {
                v.store(dst.wrapping_add(end + k * V::BYTES));
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
            for (k, v) in block.into_iter().enumerate() {
                v.stream(dst.wrapping_add(i + k * V::BYTES));
            }
            i += 4 * V::BYTES;
        }
        V::fence();
        save(tail, dst.wrapping_add(last));
        head.store_unaligned(dst);
    }
}
