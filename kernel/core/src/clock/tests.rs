//! Tests of the clock pages.

use core::mem::offset_of;

use capos_hal::host::Machine;
use capos_hal::time;
use capos_schema::abi::clock_page::{ClockPage, WallClockPage};

use super::{ClockPages, wall_time};

#[test]
fn the_pages_hold_what_the_hardware_layer_measured() {
    Machine::new(1000);
    let pages = ClockPages::new().expect("memory");
    let clock = time::clock_parameters();
    let page = pages.monotonic().frame(0).expect("one page");
    assert_eq!(page.load_u32(offset_of!(ClockPage, sequence)), 0);
    assert_eq!(page.load_u64(offset_of!(ClockPage, base_tsc)), clock.base_tsc);
    assert_eq!(page.load_u64(offset_of!(ClockPage, base_nanoseconds)), clock.base_nanoseconds);
    assert_eq!(page.load_u64(offset_of!(ClockPage, multiplier)), clock.multiplier);
    let wall = pages.wall().frame(0).expect("one page");
    let offset = time::wall_clock_at_boot();
    assert_eq!(wall.load_u32(offset_of!(WallClockPage, sequence)), 0);
    assert_eq!(wall.load_u64(offset_of!(WallClockPage, offset_seconds)) as i64, offset.seconds);
    assert_eq!(wall.load_u32(offset_of!(WallClockPage, offset_nanoseconds)), offset.nanoseconds);
    assert_eq!(pages.monotonic().pages(), 1);
}

#[test]
fn wall_time_goes_with_the_clock() {
    let machine = Machine::new(1000);
    let (seconds, _) = wall_time();
    machine.advance(2_500_000_000);
    assert_eq!(wall_time(), (seconds + 2, 500_000_000));
}
