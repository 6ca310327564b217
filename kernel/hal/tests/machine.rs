//! The imitated machine behaves as the real one: what kernel/hal/examples/self_test checks there is checked here.
#![cfg(not(target_os = "none"))]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use capos_hal::boot::{BootInfo, package_frame};
use capos_hal::context::UserContext;
use capos_hal::frame::{self, Frame};
use capos_hal::host::Machine;
use capos_hal::paging::PageTable;
use capos_hal::task::{self, Task};
use capos_hal::{
    Access, Callbacks, PAGE_SIZE, Protection, UserAddress, UserExit, UserPage, UserPages, cpu, power, serial,
    time, user, vector,
};
use capos_schema::abi::{Operation, Submission};

const DATA: u64 = 0x60_0000;

fn page(address: u64) -> UserPage {
    UserPage::new(address).unwrap()
}

fn read_write() -> Protection {
    Protection::READ | Protection::WRITE
}

/// Refuses every fault, counts the rest.
#[derive(Default)]
struct Counting {
    timers: AtomicU32,
    bytes: AtomicU32,
}

impl Callbacks for Counting {
    fn page_fault(&self, _address: UserAddress, _access: Access) -> bool {
        false
    }

    fn timer(&self) {
        self.timers.fetch_add(1, SeqCst);
    }

    fn serial_input(&self, bytes: &[u8]) {
        self.bytes.fetch_add(bytes.len() as u32, SeqCst);
    }

    fn network(&self) {}
}

#[test]
fn frames_are_zeroed_shared_and_given_back() {
    let _machine = Machine::new(3);
    let first = Frame::zeroed().unwrap();
    first.write(100, b"some bytes");
    let second = Frame::copy_of(&first).unwrap();
    let mut bytes = [0; 10];
    second.read(100, &mut bytes);
    assert_eq!(&bytes, b"some bytes");
    let shared = first.share();
    assert!(first.is_shared() && !second.is_shared());
    assert_eq!((shared.number() == first.number(), frame::total(), frame::free()), (true, 3, 1));
    let third = Frame::zeroed().unwrap();
    assert!(Frame::zeroed().is_none());
    assert_eq!(third.compare_exchange_u32(8, 0, 7), Ok(0));
    assert_eq!(third.compare_exchange_u32(8, 0, 9), Err(7));
    third.store_u64(16, u64::MAX);
    third.zero(20, 4);
    assert_eq!((third.load_u32(8), third.load_u64(16)), (7, u64::from(u32::MAX)));
    drop((first, second, third));
    assert_eq!(frame::free(), 2);
    drop(shared);
    assert_eq!(frame::free(), 3);
}

#[test]
fn page_tables_map_protect_replace_and_free() {
    let _machine = Machine::new(100);
    let mut table = PageTable::new().unwrap();
    for index in 0..10 {
        table.map(page(DATA + index * 4096), Frame::zeroed().unwrap(), Protection::READ).unwrap();
    }
    let (frame, protection) = table.lookup(page(DATA)).unwrap();
    assert!(frame.is_shared() && protection == Protection::READ);
    let copy = Frame::copy_of(&frame).unwrap();
    let number = copy.number();
    drop(frame);
    let old = table.replace(page(DATA), copy, read_write()).unwrap();
    assert_ne!(old.number(), number);
    assert!(table.replace(page(0x90_0000), old, Protection::READ).is_err());
    assert_eq!(
        table.lookup(page(DATA)).map(|(frame, protection)| (frame.number(), protection)),
        Some((number, read_write()))
    );
    assert!(table.protect(page(DATA), Protection::NONE));
    assert!(!table.protect(page(0x90_0000), Protection::READ));
    table.protect_range(UserPages::new(DATA + 4096, DATA + 3 * 4096).unwrap(), |_, _, _| Protection::EXECUTE);
    let mut seen = Vec::new();
    table.for_each(UserPages::ALL, |_, _, protection| seen.push(protection.bits()));
    assert_eq!(seen, [0, 4, 4, 1, 1, 1, 1, 1, 1, 1]);
    let mut gone = 0;
    table.unmap_range(UserPages::new(DATA + 8 * 4096, DATA + 0x10_0000).unwrap(), |_, _| gone += 1);
    assert_eq!(
        (gone, table.unmap(page(DATA + 8 * 4096)).is_none(), table.unmap(page(DATA)).is_some()),
        (2, true, true)
    );
    drop(table);
    assert_eq!(frame::free(), 100);
}

#[test]
#[should_panic(expected = "both writable and executable")]
fn writable_and_executable_is_a_kernel_bug() {
    let mut table = PageTable::new().unwrap();
    let _ = table.map(page(DATA), Frame::zeroed().unwrap(), Protection::WRITE | Protection::EXECUTE);
}

#[test]
fn user_copies_ask_for_pages_and_report_faults() {
    struct Filling(capos_hal::sync::SpinLock<Space, Option<PageTable>>);
    struct Space;
    impl capos_hal::sync::Level for Space {
        const RANK: u8 = 0;
        const NAME: &'static str = "space";
    }
    impl Callbacks for Filling {
        fn page_fault(&self, address: UserAddress, access: Access) -> bool {
            let page = address.page().unwrap();
            if page.address().get() >= DATA + 0x10_0000 || access == Access::Execute {
                return false;
            }
            let mut table = self.0.lock();
            table.as_mut().unwrap().map(page, Frame::zeroed().unwrap(), read_write()).is_ok()
        }
        fn timer(&self) {}
        fn serial_input(&self, _bytes: &[u8]) {}
        fn network(&self) {}
    }
    let _machine = Machine::new(100);
    let table = PageTable::new().unwrap();
    table.activate();
    let filling: &'static Filling = Box::leak(Box::new(Filling(capos_hal::sync::SpinLock::new(Some(table)))));
    capos_hal::install(filling);

    let bytes: Vec<u8> = (0..3 * PAGE_SIZE).map(|index| index as u8).collect();
    let address = UserAddress::new(DATA + 100);
    user::copy_out(address, &bytes).unwrap();
    let mut back = vec![0; bytes.len()];
    user::copy_in(address, &mut back).unwrap();
    assert_eq!(back, bytes);
    user::write_u64(address, 7).unwrap();
    assert_eq!((user::read_u32(address), user::read_u64(address)), (Ok(7), Ok(7)));
    user::zero(address, 8).unwrap();
    assert_eq!(user::read_u64(address), Ok(0));
    let mut submission = Submission::empty(Operation::Nop);
    user::write_u32(UserAddress::new(DATA + 4), 0x1234).unwrap();
    user::read_submission(UserAddress::new(DATA), &mut submission).unwrap();
    assert_eq!(submission.capability, 0x1234);
    for wrong in [0, DATA + 4, DATA + 0x10_0000, u64::MAX - 7, 0xffff_8000_0000_0000] {
        assert!(user::read_submission(UserAddress::new(wrong), &mut submission).is_err(), "{wrong:#x}");
    }
    assert!(user::copy_in(UserAddress::new(0), &mut []).is_ok());
    capos_hal::paging::deactivate();
    *filling.0.lock() = None;
}

#[test]
fn time_passes_when_told_and_when_idle() {
    let machine = Machine::new(1);
    let counting: &'static Counting = Box::leak(Box::default());
    capos_hal::install(counting);
    time::set_timer(1000);
    machine.advance(999);
    assert_eq!((time::now(), counting.timers.load(SeqCst)), (999, 0));
    machine.advance(1);
    assert_eq!((time::now(), counting.timers.load(SeqCst)), (1000, 1));
    time::set_timer(5000);
    machine.type_input(b"abc");
    cpu::halt_until_interrupt();
    assert_eq!((time::now(), counting.bytes.load(SeqCst)), (1000, 3));
    cpu::halt_until_interrupt();
    assert_eq!((time::now(), counting.timers.load(SeqCst)), (5000, 2));
}

#[test]
fn user_programs_are_functions() {
    let machine = Machine::new(1);
    machine.set_program(0x40_0000, |registers| {
        registers.rbx += 1;
        registers.rax = 7;
        UserExit::Syscall
    });
    let mut context = UserContext::new(UserAddress::new(0x40_0000), UserAddress::new(DATA), 11).unwrap();
    assert_eq!(context.registers().rdi, 11);
    assert_eq!((context.run(), context.syscall_number()), (UserExit::Syscall, 7));
    context.set_syscall_results(1, 2, 3);
    assert_eq!(context.run(), UserExit::Syscall);
    assert_eq!((context.registers().rbx, context.registers().rdx, context.registers().rsi), (2, 2, 3));
    let mut lost = UserContext::new(UserAddress::new(0x50_0000), UserAddress::new(DATA), 0).unwrap();
    assert!(matches!(lost.run(), UserExit::Fault { vector: vector::PAGE_FAULT, .. }));
}

#[test]
fn tasks_run_one_at_a_time_and_the_machine_powers_off() {
    static STEPS: AtomicU32 = AtomicU32::new(0);
    let machine = Machine::new(10);
    let status = machine.run(|| {
        let boot = task::current();
        let back = Arc::clone(&boot);
        let other = Task::new(Box::new(move || {
            assert_eq!(STEPS.fetch_add(1, SeqCst), 1);
            task::switch_to(Arc::clone(&back));
            assert_eq!(STEPS.fetch_add(1, SeqCst), 3);
            back
        }))
        .unwrap();
        assert_eq!(STEPS.fetch_add(1, SeqCst), 0);
        task::switch_to(Arc::clone(&other));
        assert_eq!(STEPS.fetch_add(1, SeqCst), 2);
        task::switch_to(other);
        serial::write(b"done");
        power::off(42)
    });
    assert_eq!((status, STEPS.load(SeqCst), machine.take_output()), (42, 4, b"done".to_vec()));
}

#[test]
fn the_boot_package_is_bytes_and_frames() {
    let _machine = Machine::new(10);
    let bytes: Vec<u8> = (0..PAGE_SIZE + 10).map(|index| (index / 7) as u8).collect();
    let info = BootInfo::new(&bytes, "log=debug");
    assert_eq!((info.package, info.command_line), (&bytes[..], "log=debug"));
    let mut part = [0; 10];
    package_frame(PAGE_SIZE as u64).unwrap().read(0, &mut part);
    assert_eq!(part, bytes[PAGE_SIZE..]);
    assert!(package_frame(10).is_none() && package_frame(2 * PAGE_SIZE as u64).is_none());
}
