//! The parts of the machine's backend that are pure computation, so that the host can test them.
#![cfg_attr(not(target_os = "none"), allow(dead_code))]

pub(crate) mod calendar;
pub(crate) mod frame_bitmap;
pub(crate) mod memory_map;
pub(crate) mod sleep_state;
pub(crate) mod symbols;
pub(crate) mod tick_scale;
