//! The allocator: the paths every `malloc` and `free` takes.

use crate::bin::Bin;
use crate::cache::{Entry, ThreadCache};
use crate::class::{self, CLASSES, SEAL, SLICE};
use crate::huge::Huges;
use crate::lock::Lock;
use crate::map::{Map, Place};
use crate::metadata::Metadata;
use crate::pages::Pages;
use crate::segment::{FREE, Kind, LIVE, Segment, Span};
use crate::system::System;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicU64, Ordering};

const DOUBLE_FREE: &str = "free(): block is already free";
const NOT_A_BLOCK: &str = "free(): not a block of malloc";
const OVERFLOW: &str = "free(): write past the end of a block";

/// The largest span for one block: 2 MiB.
pub const LARGEST_SPAN: usize = 32;

/// A heap. A process has one, in a `static`.
pub struct Allocator<S: System> {
    pub(crate) map: Map,
    pub(crate) bins: [Lock<Bin, S>; CLASSES],
    pub(crate) pages: Lock<Pages, S>,
    pub(crate) huges: Lock<Huges, S>,
    pub(crate) metadata: Lock<Metadata, S>,
    /// Caches of threads that ended.
    pub(crate) spare: Lock<Spare, S>,
    secret: AtomicU64,
}

pub(crate) struct Spare(pub(crate) *mut ThreadCache);
// SAFETY: the lock around the value serialises its use.
unsafe impl Send for Spare {}

impl<S: System> Default for Allocator<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: System> Allocator<S> {
    pub const fn new() -> Self {
        Self {
            map: Map::new(),
            bins: [const { Lock::new(Bin::new()) }; CLASSES],
            pages: Lock::new(Pages::new()),
            huges: Lock::new(Huges::new()),
            metadata: Lock::new(Metadata::new()),
            spare: Lock::new(Spare(null_mut())),
            secret: AtomicU64::new(0),
        }
    }

    /// A block of at least `size` bytes, or null. `cache` is where the calling thread keeps its cache; null at first.
    ///
    /// # Safety
    /// `*cache` is null or was set by this allocator, and no other thread uses it.
    #[inline]
    pub unsafe fn allocate(&self, cache: *mut *mut ThreadCache, size: usize) -> *mut u8 {
        if size > class::LARGEST {
            return self.large(size, false);
        }
        // SAFETY: the caller's promise.
        unsafe { self.slot(cache, class::of(size)) }
    }

    /// As [`Allocator::allocate`], and the first `size` bytes are zero.
    ///
    /// # Safety
    /// As for [`Allocator::allocate`].
    pub unsafe fn allocate_zeroed(&self, cache: *mut *mut ThreadCache, size: usize) -> *mut u8 {
        if size > class::LARGEST {
            return self.large(size, true);
        }
        // SAFETY: the caller's promise; the slot holds at least `size` bytes.
        unsafe {
            let block = self.slot(cache, class::of(size));
            if !block.is_null() {
                block.write_bytes(0, size);
            }
            block
        }
    }

    /// A slot of a class.
    ///
    /// # Safety
    /// As for [`Allocator::allocate`].
    #[inline]
    pub(crate) unsafe fn slot(&self, cache: *mut *mut ThreadCache, class: usize) -> *mut u8 {
        // SAFETY: the caller's promise; an entry's slot and state belong to this thread now.
        unsafe {
            let own = *cache;
            let entry = if !own.is_null() && (*own).magazines[class].count > 0 {
                let magazine = &mut (*own).magazines[class];
                magazine.count -= 1;
                *magazine.entries.get_unchecked(magazine.count as usize)
            } else {
                self.refill(cache, class)
            };
            if entry.block.is_null() {
                return null_mut();
            }
            *entry.state = LIVE;
            if class::sealed(class) {
                self.seal(entry.block, class::slot_size(class) - SEAL);
            }
            entry.block
        }
    }

    #[cold]
    #[inline(never)]
    unsafe fn refill(&self, cache: *mut *mut ThreadCache, class: usize) -> Entry {
        // SAFETY: as for `allocate`.
        unsafe {
            let own = self.attach(cache);
            if own.is_null() {
                return Entry::NONE;
            }
            let magazine = &mut (*own).magazines[class];
            self.bins[class].lock().refill(self, class, magazine);
            match magazine.count.checked_sub(1) {
                None => Entry::NONE,
                Some(left) => {
                    magazine.count = left;
                    magazine.entries[left as usize]
                }
            }
        }
    }

    /// Gives the thread a cache if it has none.
    #[cold]
    unsafe fn attach(&self, cache: *mut *mut ThreadCache) -> *mut ThreadCache {
        // SAFETY: as for `allocate`; spare caches belong to nobody.
        unsafe {
            if (*cache).is_null() {
                self.choose_secret();
                let mut spare = self.spare.lock();
                if spare.0.is_null() {
                    *cache = self.metadata.lock().take::<ThreadCache, S>();
                } else {
                    *cache = spare.0;
                    spare.0 = (**cache).next;
                }
            }
            *cache
        }
    }

    /// Takes the cache of a thread that ends.
    ///
    /// # Safety
    /// As for [`Allocator::allocate`]; the thread may allocate again, and then has to come here again.
    pub unsafe fn detach(&self, cache: *mut *mut ThreadCache) {
        // SAFETY: the caller's promise.
        unsafe {
            let own = *cache;
            if own.is_null() {
                return;
            }
            *cache = null_mut();
            for (class, magazine) in (*own).magazines.iter_mut().enumerate() {
                if magazine.count > 0 {
                    let all = magazine.count as usize;
                    self.bins[class].lock().drain(self, magazine, all);
                }
            }
            let mut spare = self.spare.lock();
            (*own).next = spare.0;
            spare.0 = own;
        }
    }

    /// Frees a block.
    ///
    /// # Safety
    /// As for [`Allocator::allocate`]; `block` is null or unused from now on. A block that is none is detected.
    #[inline]
    pub unsafe fn free(&self, cache: *mut *mut ThreadCache, block: *mut u8) {
        if let Place::Segment(segment) = self.map.find(block) {
            // SAFETY: `block` lies in the segment; what the span says is checked before it is used.
            unsafe {
                let span = Segment::span_of(segment, block);
                if (*span).kind == Kind::Slots {
                    return self.free_slot(cache, span, block);
                }
                self.free_large(segment, span, block);
            }
        } else if !block.is_null() {
            self.free_huge(block);
        }
    }

    #[inline]
    unsafe fn free_slot(&self, cache: *mut *mut ThreadCache, span: *mut Span, block: *mut u8) {
        // SAFETY: the span is one of slots. A live slot belongs to the caller, so its state does too.
        unsafe {
            let state = self.live_slot(span, block);
            *state = FREE;
            let class = usize::from((*span).class);
            let own = *cache;
            if !own.is_null() {
                let magazine = &mut (*own).magazines[class];
                if magazine.count < magazine.limit {
                    *magazine.entries.get_unchecked_mut(magazine.count as usize) = Entry { block, state };
                    magazine.count += 1;
                    return;
                }
            }
            self.make_room(cache, class, Entry { block, state });
        }
    }

    #[cold]
    #[inline(never)]
    unsafe fn make_room(&self, cache: *mut *mut ThreadCache, class: usize, entry: Entry) {
        // SAFETY: as for `allocate`.
        unsafe {
            let own = self.attach(cache);
            if own.is_null() {
                // Without memory for a cache the slot stays lost; the state says that it is free.
                return;
            }
            let magazine = &mut (*own).magazines[class];
            if magazine.limit == 0 {
                magazine.limit = crate::cache::limit(class);
            }
            // A thread that only frees gets a cache here, and one that another thread had before has room.
            if magazine.count >= magazine.limit {
                let half = magazine.count as usize / 2;
                self.bins[class].lock().drain(self, magazine, half.max(1));
            }
            magazine.entries[magazine.count as usize] = entry;
            magazine.count += 1;
        }
    }

    /// The state of the live slot at `block`, or the end of the process.
    #[inline]
    pub(crate) unsafe fn live_slot(&self, span: *mut Span, block: *mut u8) -> *mut u8 {
        // SAFETY: the span is one of slots, and a slot's number is below its capacity.
        unsafe {
            let Some(number) = (*span).slot_at(block) else { S::die(NOT_A_BLOCK) };
            let state = (*span).states.add(number);
            if *state != LIVE {
                S::die(if *state == FREE { DOUBLE_FREE } else { NOT_A_BLOCK });
            }
            if class::sealed(usize::from((*span).class)) {
                self.check(block, (*span).slot as usize - SEAL);
            }
            state
        }
    }

    /// Sets the secret before the first block is sealed: a slot, which needs a cache, or a large block.
    #[inline]
    fn choose_secret(&self) {
        if self.secret.load(Ordering::Relaxed) == 0 {
            // Whoever is first decides.
            let secret = S::random() | 1;
            let _ = self.secret.compare_exchange(0, secret, Ordering::Relaxed, Ordering::Relaxed);
        }
    }

    /// The secret word for a block.
    #[inline]
    fn word(&self, block: *mut u8) -> u64 {
        // The lowest byte is zero, so that no string function writes or reads on through it.
        (self.secret.load(Ordering::Relaxed) ^ block.addr() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) << 8
    }

    /// # Safety
    /// The block has `usable` bytes and a word behind them.
    #[inline]
    pub(crate) unsafe fn seal(&self, block: *mut u8, usable: usize) {
        // SAFETY: the caller's promise.
        unsafe { block.add(usable).cast::<u64>().write_unaligned(self.word(block)) }
    }

    /// # Safety
    /// As for [`Allocator::seal`], which was called.
    #[inline]
    pub(crate) unsafe fn check(&self, block: *mut u8, usable: usize) {
        // SAFETY: the caller's promise.
        if unsafe { block.add(usable).cast::<u64>().read_unaligned() } != self.word(block) {
            S::die(OVERFLOW);
        }
    }

    /// A block beyond the classes.
    #[cold]
    #[inline(never)]
    pub(crate) fn large(&self, size: usize, zeroed: bool) -> *mut u8 {
        let Some(usable) = large_usable(size) else { return self.map_huge(size, 1, zeroed) };
        let slices = (usable + SEAL).div_ceil(SLICE);
        let (span, zero) = self.take_slices(slices);
        if span.is_null() {
            return null_mut();
        }
        self.choose_secret();
        // SAFETY: the span is ours, and is at least `usable + SEAL` bytes long.
        unsafe {
            (*span).usable = usable;
            let block = (*span).start;
            if zeroed && !zero {
                block.write_bytes(0, size);
            }
            self.seal(block, usable);
            block
        }
    }

    /// A span of `count` slices, and whether its memory is zero. Null if there is no memory.
    #[inline]
    pub(crate) fn take_slices(&self, count: usize) -> (*mut Span, bool) {
        let found = self.pages.lock().take(self, count);
        if found.0.is_null() && self.relieve() { self.pages.lock().take(self, count) } else { found }
    }

    /// Gives back to the system what is kept for later, because a request just failed; whether there was anything.
    #[cold]
    pub(crate) fn relieve(&self) -> bool {
        let discarded = self.pages.lock().discard::<S>(0);
        self.release_kept() || discarded
    }

    #[cold]
    #[inline(never)]
    unsafe fn free_large(&self, segment: *mut Segment, span: *mut Span, block: *mut u8) {
        // SAFETY: the span's fields are checked before they are used.
        unsafe {
            self.live_large(span, block);
            self.pages.lock().give_back::<S>(segment, span, 0);
        }
    }

    /// Ends the process unless `block` is the block of the span.
    pub(crate) unsafe fn live_large(&self, span: *mut Span, block: *mut u8) {
        // SAFETY: fields of metadata; the block of a large span is committed as far as `usable` says.
        unsafe {
            if (*span).start != block {
                S::die(NOT_A_BLOCK);
            }
            if (*span).kind != Kind::Large {
                S::die(DOUBLE_FREE);
            }
            self.check(block, (*span).usable);
        }
    }
}

/// The bytes before the secret word of a large block; `None` if it is too large for a span.
pub(crate) fn large_usable(size: usize) -> Option<usize> {
    (size <= LARGEST_SPAN * SLICE - 16).then(|| (size + SEAL).next_multiple_of(16) - SEAL)
}
