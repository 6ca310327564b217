//! VirtualMemory and MemoryObject.

use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::memory::{MapFlags, Protection};
use capos_rt::startup::granted;
use capos_rt::{Capability, Error, MemoryObject, VirtualMemory};

use crate::check::Check;

const PAGE: u64 = 4096;
const READ_WRITE: u32 = Protection::READ | Protection::WRITE;

pub fn run(check: &mut Check) {
    let Some(memory) = granted::<VirtualMemory>("memory") else {
        return check.that(false, "VirtualMemory was granted");
    };
    map(check, &memory);
    refuse(check, &memory);
    reserve(check, &memory);
    object(check, &memory);
    quota(check, &memory);
}

/// A view of mapped memory.
fn bytes(address: u64, length: u64) -> &'static mut [u8] {
    // SAFETY: the tests call it with ranges they mapped readable and writable and use through nothing else.
    unsafe { core::slice::from_raw_parts_mut(address as *mut u8, length as usize) }
}

fn map(check: &mut Check, memory: &Capability<VirtualMemory>) {
    let before = memory.usage().map_or(0, |usage| usage.resident_pages);
    let Some(at) = check.works(memory.map(0, 16 * PAGE, READ_WRITE, 0), "memory can be mapped") else {
        return;
    };
    check.that(at % PAGE == 0, "at a page boundary");
    let view = bytes(at, 16 * PAGE);
    check.that(view.iter().all(|byte| *byte == 0), "it reads as zero");
    view.fill(0xa5);
    check.that(view.iter().all(|byte| *byte == 0xa5), "it keeps what is written");
    let during = memory.usage().map_or(0, |usage| usage.resident_pages);
    check.that(during >= before + 16, "touched pages count as resident");
    // SAFETY: `view` is not used below this line except for the pages that stay.
    unsafe {
        check.works(memory.protect(at, PAGE, Protection::READ), "a page can be made read only");
        check.equal(bytes(at, 1)[0], 0xa5, "and still be read");
        check.works(memory.unmap(at + 4 * PAGE, 4 * PAGE), "the middle can be unmapped");
        check.works(memory.unmap(at, 16 * PAGE), "unmapping over a hole works");
    }
    check.equal(
        memory.usage().map(|usage| usage.resident_pages),
        Ok(before),
        "and the frames are given back",
    );
    if let Some(fixed) =
        check.works(memory.map(at, PAGE, READ_WRITE, MapFlags::FIXED), "FIXED takes the hint")
    {
        check.equal(fixed, at, "exactly");
        let again = memory.map(at, PAGE, READ_WRITE, MapFlags::FIXED_NO_REPLACE);
        check.equal(
            again,
            Err(Error::Exception(ErrorCode::AlreadyExists)),
            "FIXED_NO_REPLACE refuses a mapped page",
        );
        // SAFETY: nothing uses the page.
        let _ = unsafe { memory.unmap(at, PAGE) };
    }
}

fn refuse(check: &mut Check, memory: &Capability<VirtualMemory>) {
    let mut refused = |result: capos_rt::Result<u64>, what: &str| {
        check.that(matches!(result, Err(Error::Exception(_))), what);
    };
    refused(memory.map(0, 0, READ_WRITE, 0), "a length of zero is refused");
    refused(memory.map(0, 100, READ_WRITE, 0), "a broken length is refused");
    refused(memory.map(0, !(PAGE - 1), READ_WRITE, 0), "a length beyond the address space is refused");
    refused(memory.map(0, PAGE, Protection::ALL, 0), "writable and executable together is refused");
    refused(memory.map(0, PAGE, 0x100, 0), "an unknown protection is refused");
    refused(memory.map(0, PAGE, READ_WRITE, 0x4000_0000), "an unknown flag is refused");
    refused(memory.map(12345, PAGE, READ_WRITE, MapFlags::FIXED), "a broken address is refused");
    refused(memory.map(0, PAGE, READ_WRITE, MapFlags::FIXED), "the null page is refused");
    refused(
        memory.map(0xffff_8000_0000_0000, PAGE, READ_WRITE, MapFlags::FIXED),
        "the kernel's half is refused",
    );
    refused(memory.reserve(0, PAGE, 3 * PAGE), "a broken alignment is refused");
    // SAFETY: the kernel refuses all of these, so no memory in use is touched.
    let results = unsafe {
        [
            memory.unmap(1, PAGE),
            memory.unmap(0xffff_8000_0000_0000, PAGE),
            memory.protect(0x1000_0000_0000, PAGE, READ_WRITE),
            memory.commit(0x1000_0000_0000, PAGE, READ_WRITE),
        ]
    };
    check.that(results.iter().all(Result::is_err), "ranges that are not one's own are refused");
}

fn reserve(check: &mut Check, memory: &Capability<VirtualMemory>) {
    let large = 1 << 40;
    let Some(at) = check.works(memory.reserve(0, large, 2 << 20), "a TiB of address space can be reserved")
    else {
        return;
    };
    check.that(at % (2 << 20) == 0, "aligned as asked");
    check.works(memory.commit(at, 4 * PAGE, READ_WRITE), "pages of it can be committed");
    bytes(at, 4 * PAGE).fill(7);
    // SAFETY: the view is not used across these calls.
    unsafe {
        check.works(memory.decommit(at, 4 * PAGE), "and decommitted");
        check.works(memory.commit(at, 4 * PAGE, READ_WRITE), "and committed again");
        check.that(bytes(at, 4 * PAGE).iter().all(|byte| *byte == 0), "reading as zero");
        check.works(memory.unmap(at, large), "and all of it given back");
    }
}

fn object(check: &mut Check, memory: &Capability<VirtualMemory>) {
    let Some(object) = check.works(memory.create_object(3 * PAGE), "a MemoryObject can be made") else {
        return;
    };
    check.equal(object.size(), Ok(3 * PAGE), "of the size asked");
    check.equal(object.write(100, b"shared pages"), Ok(12), "it can be written");
    let mut text = [0; 12];
    check.equal(object.read(100, &mut text), Ok(12), "and read");
    check.equal(&text, b"shared pages", "giving what was written");
    check.equal(object.read(3 * PAGE, &mut text), Ok(0), "reading at its end gives nothing");
    check.equal(object.read(3 * PAGE - 4, &mut text), Ok(4), "reading over its end is short");
    let shared = memory.map_object(&object, 0, 0, 3 * PAGE, READ_WRITE, MapFlags::SHARED);
    let private = memory.map_object(&object, 0, 0, 3 * PAGE, READ_WRITE, 0);
    let (Some(shared), Some(private)) =
        (check.works(shared, "it can be mapped shared"), check.works(private, "and private"))
    else {
        return;
    };
    check.equal(&bytes(shared, PAGE)[100..112], b"shared pages", "a mapping shows its content");
    bytes(shared, PAGE)[0] = 1;
    check.equal(object.read(0, &mut text).map(|_| text[0]), Ok(1), "writes to a shared mapping reach it");
    bytes(private, PAGE)[0] = 2;
    check.equal(object.read(0, &mut text).map(|_| text[0]), Ok(1), "writes to a private one do not");
    if let Some(read_only) = check.works(object.read_only(), "it can be attenuated") {
        let written = read_only.write(0, b"x");
        check.equal(written, Err(Error::Exception(ErrorCode::AccessDenied)), "then it can not be written");
        let mapped = memory.map_object(&read_only, 0, 0, PAGE, READ_WRITE, MapFlags::SHARED);
        check.that(matches!(mapped, Err(Error::Exception(_))), "nor mapped writable");
        check.that(read_only.resize(0).is_err(), "nor resized");
    }
    check.works(object.resize(8 * PAGE), "it can grow");
    check.equal(object.size(), Ok(8 * PAGE), "to the size asked");
    drop(object);
    check.equal(bytes(shared, PAGE)[0], 1, "mappings outlive the handle");
    // SAFETY: nothing uses the mappings any more.
    unsafe {
        let _ = memory.unmap(shared, 3 * PAGE);
        let _ = memory.unmap(private, 3 * PAGE);
    }
    let given = granted::<MemoryObject>("object");
    let head = given.map(|given| {
        let mut head = [0; 5];
        let _ = given.read(0, &mut head);
        head
    });
    check.equal(head, Some(*b"Hello"), "a boot file can be granted as a MemoryObject");
}

fn quota(check: &mut Check, memory: &Capability<VirtualMemory>) {
    let Ok(before) = memory.usage() else { return check.that(false, "VirtualMemory.getUsage answers") };
    check.that(before.quota_pages > before.resident_pages, "the process has a memory quota");
    let pages = before.quota_pages;
    let object =
        check.works(memory.create_object(2 * pages * PAGE), "a MemoryObject may be larger than the quota");
    if let Some(object) = object {
        let filled = (0..2 * pages).find_map(|page| object.write(page * PAGE, b"x").err());
        let exceeded = Some(Error::Exception(ErrorCode::QuotaExceeded));
        check.equal(filled, exceeded, "but its pages count against it");
    }
    let after = memory.usage().map(|usage| usage.resident_pages);
    check.equal(after, Ok(before.resident_pages), "and are given back with it");
    let mapped = memory.map(0, 2 * pages * PAGE, READ_WRITE, 0);
    let exceeded = Err(Error::Exception(ErrorCode::QuotaExceeded));
    check.equal(mapped, exceeded, "more than the quota is not mapped");
    let Ok(at) = memory.reserve(0, 2 * pages * PAGE, PAGE) else {
        return check.that(false, "address space can be reserved beyond the quota");
    };
    // SAFETY: nothing uses the range.
    let unmapped = unsafe { memory.unmap(at, 2 * pages * PAGE) };
    check.works(unmapped, "address space can be reserved beyond the quota");
}
