//! `WallClock`: the time of day.

use alloc::sync::Arc;

use capos_schema::abi::Fault;
use capos_schema::methods::wall_clock::{MapPage, Now};
use capos_schema::{Interface, Method};

use crate::clock::{ClockPages, wall_time};
use crate::object::{Call, CallResult, Object};

use super::mapping::map_page;

pub struct WallClock {
    pages: Arc<ClockPages>,
}

impl WallClock {
    pub fn new(pages: Arc<ClockPages>) -> Self {
        WallClock { pages }
    }
}

impl Object for WallClock {
    fn interface(&self) -> Interface {
        Interface::WallClock
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Now::ORDINAL => {
                let (seconds, nanoseconds) = wall_time();
                call.answer::<Now>(0, |mut results| {
                    results.set_seconds(seconds);
                    results.set_nanoseconds(nanoseconds);
                })
            }
            MapPage::ORDINAL => map_page::<MapPage>(call, self.pages.wall()),
            _ => Err(Fault::Method.into()),
        }
    }
}
