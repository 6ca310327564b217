//! Every way to misuse `cap_call`, and the fault that names it.

use capos_rt::capability::{duplicate, release};
use capos_rt::schema::Method;
use capos_rt::schema::abi::limits::MAX_PARAMS;
use capos_rt::schema::abi::{Fault, Handle, Operation, Submission, SubmissionFlags};
use capos_rt::schema::methods::{console, entropy_source, system_info, timer, virtual_memory};
use capos_rt::startup::{granted, lookup};
use capos_rt::{Error, Interface, SystemInfo};

use crate::check::Check;
use crate::raw::{fault, fault_at, issue, submission};

/// Mapped by nobody.
const UNMAPPED: u64 = 0x1000_0000_0000;
/// In the kernel's half.
const KERNEL: u64 = 0xffff_8000_0000_1000;

pub fn run(check: &mut Check) {
    let Some(system) = granted::<SystemInfo>("system") else {
        return check.that(false, "SystemInfo was granted");
    };
    check.works(system.ping(), "a null call works");
    handles(check, system.handle());
    requests(check, system.handle());
    messages(check, system.handle());
    buffers(check);
}

fn handles(check: &mut Check, system: Handle) {
    let ping = |handle| fault(&submission::<system_info::Ping>(handle));
    check.equal(ping(Handle::NONE), Some(Fault::BadHandle), "the null handle is bad");
    check.equal(ping(Handle::new(60_000, 1)), Some(Fault::BadHandle), "a handle never given out is bad");
    if let Some(copy) = check.works(duplicate(system), "a handle can be duplicated") {
        check.that(copy != system, "the duplicate is another handle");
        check.equal(ping(copy), None, "the duplicate works");
        check.works(release(copy), "a handle can be released");
        check.equal(ping(copy), Some(Fault::StaleHandle), "a released handle is stale");
        check.equal(release(copy), Err(Error::Fault(Fault::StaleHandle)), "releasing it again is a fault");
        let next = duplicate(system);
        check.that(next != Ok(copy), "a slot's next tenant has another handle");
        check.equal(ping(copy), Some(Fault::StaleHandle), "the stale handle does not name the next tenant");
        let _ = next.map(release);
    }
    check.equal(
        duplicate(Handle::NONE),
        Err(Error::Fault(Fault::BadHandle)),
        "nothing can not be duplicated",
    );
    let console = lookup("console").map_or(Handle::NONE, |entry| Handle::from_bits(entry.handle));
    check.equal(ping(console), Some(Fault::WrongInterface), "another interface's handle is refused");
    let mut table_full = None;
    let mut copies = [Handle::NONE; 256];
    for copy in &mut copies {
        match duplicate(system) {
            Ok(handle) => *copy = handle,
            Err(error) => {
                table_full = Some(error);
                break;
            }
        }
    }
    check.that(
        matches!(table_full, Some(Error::Exception(code)) if code == capos_rt::error::ErrorCode::TooManyHandles
            || code == capos_rt::error::ErrorCode::QuotaExceeded),
        "the capability quota ends duplication with an error",
    );
    for copy in copies.into_iter().filter(|copy| *copy != Handle::NONE) {
        let _ = release(copy);
    }
    check.equal(ping(system), None, "the table works after it was full");
}

fn requests(check: &mut Check, system: Handle) {
    let good = submission::<system_info::Ping>(system);
    let mut bad = good;
    bad.operation = 200;
    check.equal(fault(&bad), Some(Fault::Operation), "an unknown operation is refused");
    bad = good;
    bad.flags = 0x80;
    check.equal(fault(&bad), Some(Fault::Flags), "an unknown flag is refused");
    bad = good;
    bad.method = 99;
    check.equal(fault(&bad), Some(Fault::Method), "an unknown method is refused");
    bad = good;
    bad.interface = 0x1234;
    check.equal(fault(&bad), Some(Fault::WrongInterface), "an unknown interface is refused");
    bad = good;
    bad.flags = SubmissionFlags::NO_WAIT;
    check.equal(fault(&bad), None, "NO_WAIT changes nothing for a call that does not wait");
    check.equal(fault(&Submission::empty(Operation::Nop)), None, "NOP works");
    for (address, what) in [
        (UNMAPPED, "a submission at an unmapped address is refused"),
        (KERNEL, "a submission in the kernel's half is refused"),
        (0, "a submission at null is refused"),
        (u64::MAX - 8, "a submission that wraps around is refused"),
        (0x8000_0000_0000, "a submission at a non-canonical address is refused"),
    ] {
        check.equal(fault_at(address), Some(Fault::SubmissionAddress), what);
    }
}

fn messages(check: &mut Check, system: Handle) {
    let timer = lookup("timer").map_or(Handle::NONE, |entry| Handle::from_bits(entry.handle));
    let with_params = |address: u64, length: u32| {
        let mut bad = submission::<timer::SleepUntil>(timer);
        bad.params_address = address;
        bad.params_length = length;
        fault(&bad)
    };
    check.equal(with_params(UNMAPPED, 16), Some(Fault::ParamsAddress), "unmapped parameters are refused");
    check.equal(with_params(KERNEL, 16), Some(Fault::ParamsAddress), "parameters in the kernel are refused");
    check.equal(with_params(0, 16), Some(Fault::ParamsAddress), "parameters at null are refused");
    let zeros = [0_u64; MAX_PARAMS / 8 + 1];
    let at = zeros.as_ptr() as u64;
    check.equal(with_params(at, 12), Some(Fault::ParamsLength), "a broken word is refused");
    check.equal(
        with_params(at, MAX_PARAMS as u32 + 8),
        Some(Fault::ParamsLength),
        "too long a message is refused",
    );
    check.equal(with_params(at, u32::MAX - 7), Some(Fault::ParamsLength), "a huge message is refused");
    // A struct pointer to data far outside the message.
    let wild = [0x0000_0002_7fff_fffc_u64, 0, 0];
    check.equal(
        with_params(wild.as_ptr() as u64, 24),
        Some(Fault::ParamsMessage),
        "a wild pointer is refused",
    );
    // A list where the root struct should be.
    let list = [0x0000_0002_0000_0001_u64, 0];
    check.equal(with_params(list.as_ptr() as u64, 16), Some(Fault::ParamsMessage), "a list is no struct");

    let with_results = |address: u64, length: u32| {
        let mut bad = submission::<system_info::Get>(system);
        bad.results_address = address;
        bad.results_length = length;
        fault(&bad)
    };
    let mut room = [0_u64; 64];
    let at = room.as_mut_ptr() as u64;
    check.equal(with_results(at, 512), None, "results fit");
    check.equal(with_results(at, 8), Some(Fault::ResultsLength), "too short a room is refused");
    check.equal(with_results(at, 511), Some(Fault::ResultsLength), "a broken room is refused");
    check.equal(with_results(UNMAPPED, 512), Some(Fault::ResultsAddress), "an unmapped room is refused");
    check.equal(with_results(KERNEL, 512), Some(Fault::ResultsAddress), "a room in the kernel is refused");
    let code = run as *const () as u64 & !0xfff;
    check.equal(with_results(code, 512), Some(Fault::ResultsAddress), "the program's text is not writable");
}

fn buffers(check: &mut Check) {
    let handle = |name| lookup(name).map_or(Handle::NONE, |entry| Handle::from_bits(entry.handle));
    let bulk = |mut bad: Submission, address: u64, length: u64| {
        bad.bulk_address = address;
        bad.bulk_length = length;
        fault(&bad)
    };
    let write = submission::<console::Write>(handle("console"));
    check.equal(
        bulk(write, UNMAPPED, 16),
        Some(Fault::BulkAddress),
        "writing from unmapped memory is refused",
    );
    check.equal(bulk(write, KERNEL, 16), Some(Fault::BulkAddress), "writing from the kernel is refused");
    check.equal(bulk(write, u64::MAX - 4, 16), Some(Fault::BulkAddress), "a buffer that wraps is refused");
    check.equal(bulk(write, UNMAPPED, 0), None, "no bytes need no memory");
    let fill = submission::<entropy_source::Fill>(handle("entropy"));
    check.equal(bulk(fill, UNMAPPED, 64), Some(Fault::BulkAddress), "filling unmapped memory is refused");
    let text = run as *const () as u64;
    check.equal(bulk(fill, text, 64), Some(Fault::BulkAddress), "filling the program's text is refused");
    let mut pair = [0_u8; 64];
    check.equal(bulk(fill, pair.as_mut_ptr() as u64, 64), None, "a good buffer still works");
    let map = submission::<virtual_memory::Map>(handle("memory"));
    let answer = issue(&map);
    check.that(answer.status != 0, "mapping nothing at all is an error");
    check.equal(system_info::Ping::INTERFACE, Interface::SystemInfo, "markers name their interface");
}
