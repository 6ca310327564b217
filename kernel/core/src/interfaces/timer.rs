//! `Timer`: the monotonic clock, and waiting for it.

use alloc::sync::Arc;

use capos_hal::time;
use capos_schema::abi::Fault;
use capos_schema::methods::timer::{MapPage, Now, SleepUntil};
use capos_schema::{Interface, Method};

use crate::clock::ClockPages;
use crate::object::{Call, CallResult, Object, Outcome};

use super::mapping::map_page;

pub struct Timer {
    pages: Arc<ClockPages>,
}

impl Timer {
    pub fn new(pages: Arc<ClockPages>) -> Self {
        Timer { pages }
    }

    fn sleep_until(call: &mut Call<'_>) -> CallResult {
        let deadline = call.params::<SleepUntil>().get()?.get_deadline();
        if time::now() >= deadline {
            return Ok(Outcome::Done);
        }
        call.deadline = Some(deadline);
        Ok(Outcome::Wait)
    }
}

impl Object for Timer {
    fn interface(&self) -> Interface {
        Interface::Timer
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Now::ORDINAL => {
                let now = time::now();
                call.answer::<Now>(0, |mut results| results.set_nanoseconds(now))
            }
            SleepUntil::ORDINAL => Self::sleep_until(call),
            MapPage::ORDINAL => map_page::<MapPage>(call, self.pages.monotonic()),
            _ => Err(Fault::Method.into()),
        }
    }
}
