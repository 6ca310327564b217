//! Quotas: what a process may hold, in pages, capabilities and processes.
//!
//! An [`Account`] counts one resource. A child with a quota of its own has that much set aside from its
//! parent's account while it lives; a child without one draws on its parent's account itself.

use alloc::sync::Arc;

use capos_hal::sync::SpinLock;

use crate::lock_order::AccountLevel;

/// The limit is used up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QuotaExceeded {
    /// As the schema's `Quota` calls it.
    pub resource: &'static str,
}

/// One counted resource.
#[derive(Debug)]
pub struct Account {
    balance: SpinLock<AccountLevel, Balance>,
}

#[derive(Debug)]
struct Balance {
    limit: u64,
    used: u64,
    /// The process has ended: what is given back goes to the parent at once.
    closed: bool,
    /// The account whose part `limit` is.
    parent: Option<Arc<Account>>,
}

impl Account {
    /// An account that takes from no other.
    pub const fn new(limit: u64) -> Account {
        Account::with_parent(limit, None)
    }

    const fn with_parent(limit: u64, parent: Option<Arc<Account>>) -> Account {
        Account { balance: SpinLock::new(Balance { limit, used: 0, closed: false, parent }) }
    }

    /// Sets a part of this account aside for a child; with `None` the child shares the account.
    /// Gives nothing if there is not that much left.
    pub fn carve(self: &Arc<Self>, limit: Option<u64>) -> Option<Arc<Account>> {
        let Some(limit) = limit else { return Some(Arc::clone(self)) };
        self.skip_closed_parents();
        if !self.charge(limit) {
            return None;
        }
        Some(Arc::new(Account::with_parent(limit, Some(Arc::clone(self)))))
    }

    pub fn limit(&self) -> u64 {
        self.balance.lock().limit
    }

    pub fn used(&self) -> u64 {
        self.balance.lock().used
    }

    pub fn left(&self) -> u64 {
        let balance = self.balance.lock();
        balance.limit - balance.used
    }

    /// Takes all of the amount or nothing of it; gives whether it was there.
    #[must_use]
    #[inline]
    pub fn charge(&self, amount: u64) -> bool {
        let mut balance = self.balance.lock();
        if amount > balance.limit - balance.used {
            return false;
        }
        balance.used += amount;
        true
    }

    /// Gives back what was charged.
    #[inline]
    pub fn release(&self, amount: u64) {
        let mut next = self.take_back(amount);
        // Ended ancestors pass it on.
        while let Some(parent) = next {
            next = parent.take_back(amount);
        }
    }

    /// Gives the parent if that is whose the amount is now.
    #[inline]
    fn take_back(&self, amount: u64) -> Option<Arc<Account>> {
        let mut balance = self.balance.lock();
        debug_assert!(balance.used >= amount, "released {amount} of {}", balance.used);
        balance.used -= amount;
        if !balance.closed {
            return None;
        }
        balance.limit -= amount;
        balance.parent.clone()
    }

    /// The part that nobody uses any more goes back to the parent; the rest follows as it is released. What
    /// outlives a process (a memory object that others map) stays charged until it goes.
    fn close(&self) {
        let mut balance = self.balance.lock();
        if balance.closed {
            return;
        }
        let unused = balance.limit - balance.used;
        balance.limit = balance.used;
        balance.closed = true;
        let parent = balance.parent.clone();
        drop(balance);
        if let Some(parent) = parent {
            parent.release(unused);
        }
    }

    /// Makes this a part of the nearest ancestor that is open, so that a family whose generations each end
    /// before the next but one does not leave a chain behind.
    fn skip_closed_parents(&self) {
        loop {
            let (parent, limit) = {
                let balance = self.balance.lock();
                (balance.parent.clone(), balance.limit)
            };
            let Some(parent) = parent else { return };
            let grandparent = {
                let mut balance = parent.balance.lock();
                if !balance.closed {
                    return;
                }
                // Up there the amount is charged already, as a part of the parent's.
                balance.used -= limit;
                balance.limit -= limit;
                balance.parent.clone()
            };
            let skipped = core::mem::replace(&mut self.balance.lock().parent, grandparent);
            drop((skipped, parent));
        }
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        // Whoever still used it would hold a reference. A loop, as many ancestors can end with it.
        let balance = self.balance.get_mut();
        let mut amount = balance.limit;
        let mut next = balance.parent.take();
        while let Some(parent) = next {
            parent.release(amount);
            let Some(mut last) = Arc::into_inner(parent) else { return };
            let balance = last.balance.get_mut();
            amount = balance.limit;
            next = balance.parent.take();
        }
    }
}

/// A part of an account that is in use until the charge is dropped.
#[derive(Debug)]
pub struct Charge {
    account: Arc<Account>,
    amount: u64,
}

impl Charge {
    /// `None` if there is not that much left.
    pub fn new(account: &Arc<Account>, amount: u64) -> Option<Self> {
        account.charge(amount).then(|| Charge { account: Arc::clone(account), amount })
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.account.release(self.amount);
    }
}

/// A process's accounts.
#[derive(Clone, Debug)]
pub struct Quota {
    pub memory: Arc<Account>,
    pub capabilities: Arc<Account>,
    pub processes: Arc<Account>,
    /// Which of them were set aside for this process alone.
    own: [bool; 3],
}

/// What a parent gives a child; `None` shares the parent's account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    pub memory_pages: Option<u64>,
    pub capabilities: Option<u64>,
    pub processes: Option<u64>,
}

impl Limits {
    /// From the schema's numbers, where 0 means the parent's own.
    pub fn from_schema(quota: capos_schema::capos_capnp::quota::Reader<'_>) -> Self {
        let given = |limit: u64| (limit != 0).then_some(limit);
        Limits {
            memory_pages: given(quota.get_memory_pages()),
            capabilities: given(quota.get_capabilities().into()),
            processes: given(quota.get_processes().into()),
        }
    }
}

impl Quota {
    pub fn new(memory_pages: u64, capabilities: u64, processes: u64) -> Self {
        Quota {
            memory: Arc::new(Account::new(memory_pages)),
            capabilities: Arc::new(Account::new(capabilities)),
            processes: Arc::new(Account::new(processes)),
            own: [true; 3],
        }
    }

    /// The quota of a child of this quota's process.
    pub fn carve(&self, limits: Limits) -> Result<Self, QuotaExceeded> {
        let part =
            |account: &Arc<Account>, limit, resource| account.carve(limit).ok_or(QuotaExceeded { resource });
        Ok(Quota {
            memory: part(&self.memory, limits.memory_pages, "memoryPages")?,
            capabilities: part(&self.capabilities, limits.capabilities, "capabilities")?,
            processes: part(&self.processes, limits.processes, "processes")?,
            own: [limits.memory_pages, limits.capabilities, limits.processes].map(|limit| limit.is_some()),
        })
    }

    /// At the end of the process that has this quota: what was set aside for it goes back.
    pub fn close(&self) {
        for (account, own) in [&self.memory, &self.capabilities, &self.processes].into_iter().zip(self.own) {
            if own {
                account.close();
            }
        }
    }
}

#[cfg(test)]
mod tests;
