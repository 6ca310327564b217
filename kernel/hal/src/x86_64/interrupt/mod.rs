//! The interrupt controllers: local APIC, I/O APIC, and the legacy PIC, which is silenced.

mod io_apic;
mod local_apic;
mod set_up;

pub use local_apic::{acknowledge, id as cpu_id, restart_timer, start_timer, timer_remaining};
pub use set_up::{NETWORK_VECTOR, SERIAL_VECTOR, SPURIOUS_VECTOR, TIMER_VECTOR, init};
