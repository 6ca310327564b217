//! `ParkSpace`: the authority to wait at words of memory. The operations PARK and UNPARK of the ring name it.

use capos_schema::abi::Fault;
use capos_schema::methods::park_space::CountParked;
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object};
use crate::parking;

/// The object has no state: the words are the caller's.
pub struct ParkSpace;

impl Object for ParkSpace {
    fn interface(&self) -> Interface {
        Interface::ParkSpace
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            CountParked::ORDINAL => {
                let threads = parking::count(call.process().id());
                call.answer::<CountParked>(0, |mut results| results.set_threads(threads))
            }
            _ => Err(Fault::Method.into()),
        }
    }
}
