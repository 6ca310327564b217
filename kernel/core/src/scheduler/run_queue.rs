//! `RunQueue`: the threads of one CPU that could run, in their order.

use alloc::collections::VecDeque;

/// The urgent by their priority, then two queues: those who gave the CPU up by waiting, first in, first out, go before
/// those who used up their turn. These have places in a line of turns, which lie the further apart the nicer a thread is.
/// Nobody goes before others for ever.
pub struct RunQueue<T> {
    /// Highest priority first, and among equals who came first.
    urgent: VecDeque<(u8, T)>,
    /// Ticks in a row that an urgent thread had while others were ready.
    urgent_ticks: u32,
    waited: VecDeque<T>,
    /// By their places.
    greedy: VecDeque<(u64, T)>,
    /// The place of the last of them that had its turn.
    reached: u64,
    /// Turns in a row that went past somebody in `greedy`.
    passed: u32,
}

impl<T> RunQueue<T> {
    /// Turns that those who waited may take in a row while others are ready.
    const MAX_PASSED: u32 = 8;
    /// Ticks that the urgent may have in a row while others are ready.
    const MAX_URGENT_TICKS: u32 = 8;

    pub const fn new() -> Self {
        RunQueue {
            urgent: VecDeque::new(),
            urgent_ticks: 0,
            waited: VecDeque::new(),
            greedy: VecDeque::new(),
            reached: 0,
            passed: 0,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.urgent.is_empty() && self.has_no_ordinary()
    }

    fn has_no_ordinary(&self) -> bool {
        self.waited.is_empty() && self.greedy.is_empty()
    }

    pub fn len(&self) -> usize {
        self.urgent.len() + self.waited.len() + self.greedy.len()
    }

    /// Whether somebody is ready who goes before a thread that used up its turn.
    pub fn has_waited(&self) -> bool {
        !self.waited.is_empty()
    }

    /// Makes sure that so many threads have a place, so that `push` never allocates; `false` without memory.
    #[must_use]
    pub fn reserve(&mut self, threads: usize) -> bool {
        fn room<T>(queue: &mut VecDeque<T>, threads: usize) -> bool {
            queue.try_reserve(threads.saturating_sub(queue.len())).is_ok()
        }
        room(&mut self.urgent, threads) && room(&mut self.waited, threads) && room(&mut self.greedy, threads)
    }

    /// Queues a thread that gave the CPU up by waiting.
    pub fn push(&mut self, thread: T) {
        self.waited.push_back(thread);
    }

    /// Queues a thread that used up its turn, so far behind the place where it had it, or behind the present one if it was
    /// away meanwhile; gives its new place.
    pub fn push_greedy(&mut self, thread: T, last_place: u64, stride: u64) -> u64 {
        let place = last_place.max(self.reached) + stride;
        let index = self.greedy.partition_point(|&(other, _)| other <= place);
        self.greedy.insert(index, (place, thread));
        place
    }

    /// Queues an urgent thread behind its equals, or before them if it only made room for somebody more urgent.
    pub fn push_urgent(&mut self, thread: T, priority: u8, before_equals: bool) {
        let goes_first =
            |&(other, _): &(u8, T)| if before_equals { other > priority } else { other >= priority };
        let place = self.urgent.partition_point(goes_first);
        self.urgent.insert(place, (priority, thread));
    }

    /// The highest priority of a thread that is ready; 0 without an urgent one.
    pub fn highest(&self) -> u8 {
        self.urgent.front().map_or(0, |(priority, _)| *priority)
    }

    /// An urgent thread has had a tick; whether it is somebody else's turn.
    pub fn urgent_tick(&mut self) -> bool {
        if !self.has_no_ordinary() {
            self.urgent_ticks += 1;
        }
        self.is_ordinary_due()
    }

    /// Whether the next turn is one of the ordinary threads'.
    pub fn is_ordinary_due(&self) -> bool {
        self.urgent_ticks >= Self::MAX_URGENT_TICKS && !self.has_no_ordinary()
    }

    /// Takes the thread out, wherever it is.
    pub fn remove(&mut self, is_it: impl Fn(&T) -> bool) -> Option<T> {
        if let Some(place) = self.urgent.iter().position(|(_, thread)| is_it(thread)) {
            return self.urgent.remove(place).map(|(_, thread)| thread);
        }
        if let Some(place) = self.waited.iter().position(&is_it) {
            return self.waited.remove(place);
        }
        let place = self.greedy.iter().position(|(_, thread)| is_it(thread))?;
        self.greedy.remove(place).map(|(_, thread)| thread)
    }

    pub fn pop(&mut self) -> Option<T> {
        if !self.is_ordinary_due()
            && let Some((_, thread)) = self.urgent.pop_front()
        {
            return Some(thread);
        }
        self.urgent_ticks = 0;
        if self.passed < Self::MAX_PASSED
            && let Some(thread) = self.waited.pop_front()
        {
            self.passed = if self.greedy.is_empty() { 0 } else { self.passed + 1 };
            return Some(thread);
        }
        self.passed = 0;
        match self.greedy.pop_front() {
            Some((place, thread)) => {
                self.reached = place;
                Some(thread)
            }
            None => self.waited.pop_front(),
        }
    }
}

impl<T> Default for RunQueue<T> {
    fn default() -> Self {
        RunQueue::new()
    }
}
