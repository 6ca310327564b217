//! `VirtualMemory`: a process's authority over its own address space.
//!
//! The object has no state: it acts on the address space of whoever calls it.

use alloc::sync::Arc;

use capos_hal::{PAGE_SIZE, Protection, UserPages};
use capos_schema::abi::memory::MapFlags;
use capos_schema::abi::{Fault, Handle};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::virtual_memory::{
    Commit, CreateObject, Decommit, GetResident, GetUsage, Keep, Map, MapObject, Protect, Reserve, Restore,
    Sync, Unmap,
};
use capos_schema::{Interface, Method};

use crate::memory::{Backing, MemoryError, PageObject, Place};
use crate::object::{Call, CallError, CallResult, Capability, Object, Outcome};
use crate::process::attributes::{INFINITY, resource};

use super::mapping::{refuse, tell_mapped};
use super::{File, MemoryObject};

const PAGE: u64 = PAGE_SIZE as u64;

pub struct VirtualMemory;

impl Object for VirtualMemory {
    fn interface(&self) -> Interface {
        Interface::VirtualMemory
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Map::ORDINAL => map(call),
            Unmap::ORDINAL => unmap(call),
            Protect::ORDINAL => protect(call),
            Reserve::ORDINAL => reserve(call),
            Commit::ORDINAL => commit(call),
            Decommit::ORDINAL => decommit(call),
            MapObject::ORDINAL => map_object(call),
            CreateObject::ORDINAL => create_object(call),
            GetUsage::ORDINAL => get_usage(call),
            GetResident::ORDINAL => get_resident(call),
            Sync::ORDINAL => sync(call),
            Keep::ORDINAL => keep(call),
            Restore::ORDINAL => restore(call),
            _ => Err(Fault::Method.into()),
        }
    }
}

fn map(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Map>();
    let params = message.get()?;
    call.check_results::<Map>(0)?;
    let (hint, length, flags) = (params.get_hint(), params.get_length(), params.get_flags());
    let mapped = (|| {
        let protection = protection(params.get_protection())?;
        let place = place(hint, flags)?;
        check_limit(call, length)?;
        let space = call.address_space();
        let backing = if flags & MapFlags::SHARED != 0 {
            // Nobody shares it yet; a copy of this process would.
            Backing::shared(PageObject::anonymous(length, Arc::clone(space.account()))?, 0, true)
        } else {
            check_data_limit(call, protection, None, length)?;
            Backing::Anonymous
        };
        space.map(place, length, protection, backing)
    })();
    tell_mapped::<Map>(call, mapped)
}

fn unmap(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Unmap>();
    let params = message.get()?;
    let pages = range(params.get_address(), params.get_length());
    done(call, |call| call.address_space().unmap(pages?))
}

fn protect(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Protect>();
    let params = message.get()?;
    let pages = range(params.get_address(), params.get_length());
    let protection = protection(params.get_protection());
    done(call, |call| {
        let (pages, protection) = (pages?, protection?);
        check_data_in(call, protection, pages)?;
        call.address_space().protect(pages, protection)
    })
}

fn reserve(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Reserve>();
    let params = message.get()?;
    call.check_results::<Reserve>(0)?;
    let (hint, length, alignment) = (params.get_hint(), params.get_length(), params.get_alignment());
    // 0 asks for nothing in particular.
    let alignment = if alignment == 0 { PAGE } else { alignment };
    let place = match hint {
        0 => Place::Anywhere { alignment },
        hint => Place::Near { hint, alignment },
    };
    let mapped = check_limit(call, length)
        .and_then(|()| call.address_space().map(place, length, Protection::NONE, Backing::Reserved));
    tell_mapped::<Reserve>(call, mapped)
}

fn commit(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Commit>();
    let params = message.get()?;
    let pages = range(params.get_address(), params.get_length());
    let protection = protection(params.get_protection());
    done(call, |call| {
        let (pages, protection) = (pages?, protection?);
        check_data_in(call, protection, pages)?;
        call.address_space().commit(pages, protection)
    })
}

fn decommit(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Decommit>();
    let params = message.get()?;
    let pages = range(params.get_address(), params.get_length());
    done(call, |call| call.address_space().decommit(pages?))
}

fn map_object(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<MapObject>();
    let params = message.get()?;
    call.check_results::<MapObject>(0)?;
    let (pages, writable) = mappable(call, Handle::from_bits(params.get_object()))?;
    let (offset, length, flags) = (params.get_offset(), params.get_length(), params.get_flags());
    let hint = params.get_hint();
    let mapped = (|| {
        let protection = protection(params.get_protection())?;
        let place = place(hint, flags)?;
        if !offset.is_multiple_of(PAGE) || offset.checked_add(length).is_none() {
            return Err(MemoryError::InvalidRange);
        }
        check_limit(call, length)?;
        let backing = if flags & MapFlags::SHARED != 0 {
            Backing::shared(pages, offset, writable)
        } else {
            check_data_limit(call, protection, None, length)?;
            Backing::private(pages, offset)
        };
        call.address_space().map(place, length, protection, backing)
    })();
    tell_mapped::<MapObject>(call, mapped)
}

fn create_object(call: &mut Call<'_>) -> CallResult {
    let size = call.params::<CreateObject>().get()?.get_size();
    call.check_results::<CreateObject>(0)?;
    let account = Arc::clone(call.address_space().account());
    let pages = PageObject::anonymous(size, account).map_err(|error| refuse(call, error))?;
    let handle = call.insert(Capability::new(Arc::new(MemoryObject::new(pages))))?;
    call.answer::<CreateObject>(0, |mut results| results.set_object(handle.bits()))
}

fn get_usage(call: &mut Call<'_>) -> CallResult {
    let usage = call.address_space().usage();
    call.answer::<GetUsage>(0, |mut results| {
        results.set_resident_pages(usage.resident_pages);
        results.set_quota_pages(usage.quota_pages);
        results.set_mappings(usage.mappings);
    })
}

/// The bulk buffer has a byte for each page.
fn get_resident(call: &mut Call<'_>) -> CallResult {
    let address = call.params::<GetResident>().get()?.get_address();
    let count = call.bulk_length();
    let pages = range(address, count.saturating_mul(PAGE)).map_err(|error| refuse(call, error))?;
    let mut done = 0;
    while done < count {
        let mut chunk = [0; 64];
        let part = &mut chunk[..(count - done).min(64) as usize];
        let first = pages.addresses().start + done * PAGE;
        call.address_space().residence(first, part).map_err(|error| refuse(call, error))?;
        call.bulk_out(done, part)?;
        done += part.len() as u64;
    }
    call.set_value(count);
    Ok(Outcome::Done)
}

fn sync(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Sync>();
    let params = message.get()?;
    let wait = params.get_wait();
    let pages = range(params.get_address(), params.get_length()).map_err(|error| refuse(call, error))?;
    call.address_space().check_mapped(pages).map_err(|error| refuse(call, error))?;
    let mut left = pages.addresses();
    while let Some((object, part, next)) = call.address_space().next_shared(left.clone()) {
        object.settle_writing(part).map_err(|error| refuse(call, error))?;
        if wait {
            object.sync()?;
        }
        left.start = next;
    }
    Ok(Outcome::Done)
}

/// Other threads would find their memory changed under them.
fn check_alone(call: &mut Call<'_>) -> Result<(), CallError> {
    if call.process().threads() == 1 {
        return Ok(());
    }
    Err(call.exception(ErrorCode::NotSupported, "the process has other threads"))
}

fn keep(call: &mut Call<'_>) -> CallResult {
    check_alone(call)?;
    done(call, |call| call.address_space().keep())
}

fn restore(call: &mut Call<'_>) -> CallResult {
    check_alone(call)?;
    if !call.address_space().put_back() {
        return Err(call.exception(ErrorCode::NotFound, "nothing is kept"));
    }
    // What the memory says of pending signals is old too.
    call.thread().set_tells_pending(true);
    call.thread().draw_own_attention();
    Ok(Outcome::Done)
}

/// `RLIMIT_AS`: what is mapped and what is to come stay below it.
fn check_limit(call: &Call<'_>, added: u64) -> Result<(), MemoryError> {
    let limit = call.process().attributes().soft(resource::AS);
    if limit == INFINITY || call.address_space().mapped().saturating_add(added) <= limit {
        return Ok(());
    }
    Err(MemoryError::QuotaExceeded)
}

/// `RLIMIT_DATA`: private memory that can be written, with what is to come, in place of what the range holds.
fn check_data_limit(
    call: &Call<'_>,
    protection: Protection,
    pages: Option<UserPages>,
    length: u64,
) -> Result<(), MemoryError> {
    let limit = call.process().attributes().soft(resource::DATA);
    if limit == INFINITY || !protection.contains(Protection::WRITE) {
        return Ok(());
    }
    let data = call.address_space().data_outside(pages).saturating_add(length);
    if data <= limit { Ok(()) } else { Err(MemoryError::QuotaExceeded) }
}

/// As `protect` and `commit` change a range.
fn check_data_in(call: &Call<'_>, protection: Protection, pages: UserPages) -> Result<(), MemoryError> {
    let range = pages.addresses();
    check_data_limit(call, protection, Some(pages), range.end - range.start)
}

/// Ends a method without results.
fn done<'a>(call: &mut Call<'a>, act: impl FnOnce(&mut Call<'a>) -> Result<(), MemoryError>) -> CallResult {
    match act(call) {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => Err(refuse(call, error)),
    }
}

/// The pages behind a MemoryObject or a File, and whether they may be written through it.
fn mappable(call: &mut Call<'_>, handle: Handle) -> Result<(Arc<PageObject>, bool), CallError> {
    let found = call.process().capabilities().lock().get(handle).map(Capability::duplicate);
    if let Ok(capability) = found {
        match capability.interface() {
            Interface::MemoryObject => {
                if let Some(object) = capability.downcast::<MemoryObject>() {
                    return Ok((Arc::clone(object.pages()), object.is_writable()));
                }
            }
            Interface::File => {
                if let Some(file) = capability.downcast::<File>() {
                    return Ok(file.pages()?);
                }
            }
            _ => {}
        }
    }
    Err(call.exception(ErrorCode::InvalidArgument, "object: not a handle of a MemoryObject or a File"))
}

fn range(address: u64, length: u64) -> Result<UserPages, MemoryError> {
    let end = address.checked_add(length).ok_or(MemoryError::InvalidRange)?;
    UserPages::new(address, end).ok_or(MemoryError::InvalidRange)
}

fn protection(bits: u32) -> Result<Protection, MemoryError> {
    Protection::from_bits(bits).ok_or(MemoryError::InvalidFlags)
}

fn place(hint: u64, flags: u32) -> Result<Place, MemoryError> {
    if flags & !MapFlags::ALL != 0 {
        return Err(MemoryError::InvalidFlags);
    }
    match (flags & MapFlags::FIXED != 0, flags & MapFlags::FIXED_NO_REPLACE != 0) {
        (true, true) => Err(MemoryError::InvalidFlags),
        (true, false) => Ok(Place::Replacing(hint)),
        (false, true) => Ok(Place::Vacant(hint)),
        (false, false) if hint == 0 => Ok(Place::Anywhere { alignment: PAGE }),
        (false, false) => Ok(Place::Near { hint, alignment: PAGE }),
    }
}
