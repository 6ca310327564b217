//! `RunQueue`: the threads of one CPU that could run, in their order.

use alloc::collections::VecDeque;

/// Two queues, each first in, first out. Those who gave the CPU up by waiting go before those who used up
/// their turn, but not for ever.
pub struct RunQueue<T> {
    waited: VecDeque<T>,
    greedy: VecDeque<T>,
    /// Turns in a row that went past somebody in `greedy`.
    passed: u32,
}

impl<T> RunQueue<T> {
    /// Turns that those who waited may take in a row while others are ready.
    const MAX_PASSED: u32 = 8;

    pub const fn new() -> Self {
        RunQueue { waited: VecDeque::new(), greedy: VecDeque::new(), passed: 0 }
    }

    pub fn is_empty(&self) -> bool {
        self.waited.is_empty() && self.greedy.is_empty()
    }

    /// Whether somebody is ready who goes before a thread that used up its turn.
    pub fn has_waited(&self) -> bool {
        !self.waited.is_empty()
    }

    /// Makes sure that so many threads have a place, so that `push` never allocates; `false` without memory.
    #[must_use]
    pub fn reserve(&mut self, threads: usize) -> bool {
        let room = |queue: &mut VecDeque<T>| queue.try_reserve(threads.saturating_sub(queue.len())).is_ok();
        room(&mut self.waited) && room(&mut self.greedy)
    }

    pub fn push(&mut self, thread: T, greedy: bool) {
        if greedy { self.greedy.push_back(thread) } else { self.waited.push_back(thread) }
    }

    pub fn pop(&mut self) -> Option<T> {
        if self.passed < Self::MAX_PASSED
            && let Some(thread) = self.waited.pop_front()
        {
            self.passed = if self.greedy.is_empty() { 0 } else { self.passed + 1 };
            return Some(thread);
        }
        self.passed = 0;
        self.greedy.pop_front().or_else(|| self.waited.pop_front())
    }
}

impl<T> Default for RunQueue<T> {
    fn default() -> Self {
        RunQueue::new()
    }
}
