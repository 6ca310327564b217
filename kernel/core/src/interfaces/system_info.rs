//! `SystemInfo`: what this system is.

use capos_hal::frame;
use capos_schema::abi::Fault;
use capos_schema::methods::system_info::{Get, Ping};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object, Outcome};

const SYSTEM: &str = "capOS";
const RELEASE: &str = env!("CARGO_PKG_VERSION");
const VERSION: &str = "capability kernel";
const MACHINE: &str = "x86_64";
/// One CPU runs.
const PROCESSORS: u32 = 1;

/// Room for the four texts, each with its NUL and rounded up to a word.
const TEXT: usize = text_room(SYSTEM) + text_room(RELEASE) + text_room(VERSION) + text_room(MACHINE);

const fn text_room(text: &str) -> usize {
    (text.len() + 1).next_multiple_of(8)
}

pub struct SystemInfo;

impl Object for SystemInfo {
    fn interface(&self) -> Interface {
        Interface::SystemInfo
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Get::ORDINAL => {
                call.results::<Get>(TEXT, |mut results| {
                    results.set_system(SYSTEM);
                    results.set_release(RELEASE);
                    results.set_version(VERSION);
                    results.set_machine(MACHINE);
                    results.set_processors(PROCESSORS);
                    results.set_total_pages(frame::total());
                    results.set_free_pages(frame::free());
                    Ok(())
                })?;
                Ok(Outcome::Done)
            }
            Ping::ORDINAL => Ok(Outcome::Done),
            _ => Err(Fault::Method.into()),
        }
    }
}
