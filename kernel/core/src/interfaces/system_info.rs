//! `SystemInfo`: what this system is.

use capos_hal::{frame, heap};
use capos_schema::abi::Fault;
use capos_schema::methods::system_info::{Count, Get, GetLoad, Ping};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object, Outcome};
use crate::pipe::Pipe;
use crate::process::registry;
use crate::scheduler;

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
            Get::ORDINAL => call.answer::<Get>(TEXT, |mut results| {
                results.set_system(SYSTEM);
                results.set_release(RELEASE);
                results.set_version(VERSION);
                results.set_machine(MACHINE);
                results.set_processors(PROCESSORS);
                results.set_total_pages(frame::total());
                results.set_free_pages(frame::free());
            }),
            Ping::ORDINAL => Ok(Outcome::Done),
            Count::ORDINAL => count(call),
            GetLoad::ORDINAL => get_load(call),
            _ => Err(Fault::Method.into()),
        }
    }
}

fn count(call: &mut Call<'_>) -> CallResult {
    let counts = registry::count();
    let heap = heap::usage();
    call.answer::<Count>(0, |mut results| {
        results.set_processes(counts.processes);
        results.set_threads(counts.threads);
        results.set_capabilities(counts.capabilities);
        results.set_pipes(Pipe::count());
        results.set_kernel_blocks(heap.blocks);
        results.set_kernel_bytes(heap.bytes);
    })
}

fn get_load(call: &mut Call<'_>) -> CallResult {
    let [one, five, fifteen] = scheduler::load();
    call.answer::<GetLoad>(0, |mut results| {
        results.set_one(one);
        results.set_five(five);
        results.set_fifteen(fifteen);
    })
}
