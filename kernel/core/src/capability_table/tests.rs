use std::collections::BTreeMap;
use std::vec::Vec;

use alloc::sync::Arc;
use capos_hal::frame::Frame;
use capos_hal::host::Machine;
use capos_schema::Interface;
use capos_schema::abi::{Fault, Handle};
use capos_schema::capos_capnp::ErrorCode;
use proptest::prelude::*;

use super::CapabilityTable;
use crate::object::{Call, CallResult, Capability, Object, Outcome};
use crate::quota::Account;

struct Numbered {
    interface: Interface,
}

impl Object for Numbered {
    fn interface(&self) -> Interface {
        self.interface
    }

    fn call(&self, _: u16, _: &mut Call<'_>) -> CallResult {
        Ok(Outcome::Done)
    }
}

fn capability(interface: Interface) -> Capability {
    Capability::new(Arc::new(Numbered { interface }))
}

fn address(capability: &Capability) -> *const () {
    Arc::as_ptr(capability.object()).cast()
}

fn table(limit: u64) -> (CapabilityTable, Arc<Account>) {
    let account = Arc::new(Account::new(limit));
    (CapabilityTable::new(Arc::clone(&account)), account)
}

fn insert(table: &mut CapabilityTable, interface: Interface) -> Handle {
    table.insert(capability(interface)).expect("room")
}

#[test]
fn lookup_tells_bad_from_stale_from_wrong() {
    let (mut table, _) = table(10);
    let kept = insert(&mut table, Interface::Console);
    let gone = insert(&mut table, Interface::Timer);
    table.release(gone).expect("held");

    assert!(table.lookup(kept, Interface::Console).is_ok());
    assert_eq!(table.lookup(kept, Interface::Timer).err(), Some(Fault::WrongInterface));
    assert_eq!(table.lookup(gone, Interface::Timer).err(), Some(Fault::StaleHandle));
    assert_eq!(table.get(Handle::NONE).err(), Some(Fault::BadHandle));
    let never_used = Handle::new(kept.index(), kept.generation() + 1);
    assert_eq!(table.get(never_used).err(), Some(Fault::BadHandle));
    assert_eq!(table.get(Handle::new(99, 1)).err(), Some(Fault::BadHandle));
    assert_eq!(table.release(gone).err(), Some(Fault::StaleHandle));
}

#[test]
fn a_slot_that_was_used_up_goes_on_without_generation_zero() {
    let (mut table, _) = table(1);
    let first = insert(&mut table, Interface::Console);
    let mut last = first;
    for _ in 0..=u16::MAX {
        table.release(last).expect("held");
        last = insert(&mut table, Interface::Console);
        assert_ne!(last.generation(), 0);
    }
    assert!(table.get(last).is_ok());
    assert_eq!(table.get(Handle::new(0, last.generation() + 9)).err(), Some(Fault::StaleHandle));
}

#[test]
fn the_quota_and_the_table_have_an_end() {
    let (mut small, _) = table(2);
    insert(&mut small, Interface::Console);
    insert(&mut small, Interface::Console);
    let (_, reason) = small.insert(capability(Interface::Console)).expect_err("full");
    assert_eq!(reason, ErrorCode::QuotaExceeded);

    let (mut large, account) = table(1 << 20);
    for _ in 0..1 << 16 {
        insert(&mut large, Interface::Console);
    }
    let (_, reason) = large.insert(capability(Interface::Console)).expect_err("full");
    assert_eq!(reason, ErrorCode::TooManyHandles);
    assert_eq!(account.used(), 1 << 16);
    drop(large);
    assert_eq!(account.used(), 0);
}

#[test]
fn the_kernels_reserve_of_memory_is_not_for_objects() {
    let _machine = Machine::new(3);
    let (mut table, account) = table(10);
    let frames: Vec<_> = std::iter::from_fn(Frame::zeroed).collect();
    let (_, reason) = table.insert(capability(Interface::Console)).expect_err("no memory");
    assert_eq!((reason, account.used()), (ErrorCode::NoMemory, 0));
    drop(frames);
    insert(&mut table, Interface::Console);
}

#[test]
fn everything_is_taken_at_the_end() {
    let (mut table, account) = table(10);
    let handles: Vec<_> = (0..5).map(|_| insert(&mut table, Interface::Console)).collect();
    table.release(handles[2]).expect("held");
    assert_eq!(table.take_all().count(), 4);
    assert!(table.is_empty());
    assert_eq!(account.used(), 0);
    assert!(table.get(handles[0]).is_err());
}

#[derive(Clone, Debug)]
enum Step {
    Insert,
    Release(usize),
    Lookup(usize),
    Garbage(u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Insert),
        (0..64usize).prop_map(Step::Release),
        (0..64usize).prop_map(Step::Lookup),
        any::<u32>().prop_map(Step::Garbage),
    ]
}

proptest! {
    #[test]
    fn the_table_agrees_with_a_map(steps in prop::collection::vec(step(), 0..400)) {
        let (mut table, account) = table(16);
        let mut held: BTreeMap<Handle, *const ()> = BTreeMap::new();
        let mut every: Vec<Handle> = Vec::new();
        for step in steps {
            match step {
                Step::Insert => {
                    let new = capability(Interface::Console);
                    let at = address(&new);
                    match table.insert(new) {
                        Ok(handle) => {
                            prop_assert!(!every.contains(&handle), "a handle was given twice");
                            held.insert(handle, at);
                            every.push(handle);
                        }
                        Err(_) => prop_assert_eq!(held.len(), 16),
                    }
                }
                Step::Release(index) => if let Some(&handle) = every.get(index) {
                    let released = table.release(handle).map(|capability| address(&capability));
                    prop_assert_eq!(released.ok(), held.remove(&handle));
                },
                Step::Lookup(index) => if let Some(&handle) = every.get(index) {
                    match table.get(handle) {
                        Ok(capability) => prop_assert_eq!(Some(&address(capability)), held.get(&handle)),
                        Err(fault) => {
                            prop_assert_eq!(fault, Fault::StaleHandle);
                            prop_assert!(!held.contains_key(&handle));
                        }
                    }
                },
                Step::Garbage(bits) => {
                    let handle = Handle::from_bits(bits);
                    prop_assert_eq!(table.get(handle).is_ok(), held.contains_key(&handle));
                }
            }
            prop_assert_eq!(table.len(), held.len());
            prop_assert_eq!(account.used(), held.len() as u64);
        }
    }
}

#[test]
fn an_empty_table_is_filled_at_once_or_not_at_all() {
    let _machine = Machine::new(64);
    let capabilities = || (0..5).map(|name| (name, capability(Interface::Timer))).collect::<Vec<_>>();
    let (mut small, account) = table(4);
    let refused = small.fill(capabilities().into_iter(), |_, _, _| panic!("none found room"));
    assert_eq!(refused, Err(ErrorCode::QuotaExceeded));
    assert_eq!((small.len(), account.used()), (0, 0));
    let (mut table, account) = table(9);
    let mut handles = Vec::new();
    table
        .fill(capabilities().into_iter(), |name, interface, handle| handles.push((name, interface, handle)))
        .expect("there is room");
    assert_eq!((table.len(), account.used()), (5, 5));
    for (index, (name, interface, handle)) in handles.into_iter().enumerate() {
        assert_eq!((name, interface), (index, Interface::Timer));
        assert!(table.get(handle).is_ok());
    }
    let next = table.insert(capability(Interface::Timer)).map_err(|_| ()).expect("more room");
    assert_eq!(next, Handle::new(5, 1));
}
