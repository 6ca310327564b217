//! Who runs next: preemptive turns on a run queue per CPU, those first who waited, weighted by nice values; and the
//! kernel's own chores.

mod chores;
mod cpu;
mod load;
mod policy;
mod run_queue;
mod weight;

pub use chores::chores_due_at;
#[cfg(test)]
pub use cpu::reset;
pub use cpu::{
    become_idle, current_address_space, enqueue, exit, interrupt_by, leave_cpu, load, release_place,
    reserve_place, set_policy, should_yield, timer_interrupt, yield_now,
};
use load::Load;
pub use policy::{Policy, PolicyCell, Rule};
pub use run_queue::RunQueue;

#[cfg(test)]
mod tests;
