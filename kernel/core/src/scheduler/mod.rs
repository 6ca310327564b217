//! Who runs next: preemptive round robin on a run queue per CPU, those first who waited.

mod cpu;
mod run_queue;

#[cfg(test)]
pub use cpu::reset;
pub use cpu::{
    become_idle, current_address_space, enqueue, exit, interrupt_by, leave_cpu, release_place, reserve_place,
    should_yield, timer_interrupt, yield_now,
};
pub use run_queue::RunQueue;

#[cfg(test)]
mod tests;
