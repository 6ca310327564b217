//! One value for each CPU.

/// CPUs that the kernel has room for. One runs today.
pub const MAX_CPUS: usize = 8;

/// The value is shared, not owned, by the CPU: another may look at it, so `T` is `Sync`.
pub struct PerCpu<T>([T; MAX_CPUS]);

impl<T: Sync> PerCpu<T> {
    pub const fn new(values: [T; MAX_CPUS]) -> Self {
        PerCpu(values)
    }

    /// This CPU's. Kernel code is not preempted, so the CPU stays the same up to the next task switch.
    #[inline]
    pub fn get(&self) -> &T {
        &self.0[crate::cpu::index()]
    }

    /// Every CPU's.
    pub fn all(&self) -> &[T] {
        &self.0
    }
}
