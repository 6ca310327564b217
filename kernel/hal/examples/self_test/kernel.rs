//! The tests.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::hint::black_box;
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use capos_hal::boot::BootInfo;
use capos_hal::context::UserContext;
use capos_hal::frame::{self, Frame};
use capos_hal::paging::PageTable;
use capos_hal::sync::{Level, SpinLock};
use capos_hal::task::{self, Task};
use capos_hal::{
    Access, Callbacks, PAGE_SIZE, Protection, SymbolTable, UserAddress, UserExit, UserPage, UserPages, cpu,
    entropy, log, power, time, user, vector,
};

use capos_schema::abi::{Operation, Submission};

use crate::programs::{self, Program};

capos_hal::entry!(main);

static SYMBOLS: SymbolTable = SymbolTable::new(include_str!(concat!(env!("OUT_DIR"), "/symbols.txt")));

const TEXT: u64 = 0x40_0000;
const STACK: u64 = 0x50_0000;
const DATA: u64 = 0x60_0000;
/// Filled by the page fault callback.
const DEMAND: u64 = 0x70_0000;

struct Spaces;
impl Level for Spaces {
    const RANK: u8 = 1;
    const NAME: &'static str = "test address space";
}

static SPACE: SpinLock<Spaces, Option<PageTable>> = SpinLock::new(None);
static TIMER_CALLS: AtomicU32 = AtomicU32::new(0);

struct Core;

impl Callbacks for Core {
    fn page_fault(&self, address: UserAddress, _access: Access) -> bool {
        let Some(page) = address.page().filter(|page| page.address().get() >= DEMAND) else {
            return false;
        };
        if page.address().get() >= DEMAND + 0x10_0000 {
            return false;
        }
        map(page.address().get(), Frame::zeroed().expect("a frame"), Protection::READ | Protection::WRITE);
        true
    }

    fn timer(&self) {
        TIMER_CALLS.fetch_add(1, Relaxed);
    }

    fn serial_input(&self, bytes: &[u8]) {
        log!("serial input: {bytes:?}");
    }

    fn network(&self) {}
}

fn main(info: BootInfo) -> ! {
    capos_hal::set_symbols(&SYMBOLS);
    capos_hal::install(&Core);
    log!(
        "self-test: {} of {} frames free, command line {:?}",
        frame::free(),
        frame::total(),
        info.command_line
    );
    match info.command_line {
        "panic" => fail_deep(3),
        "overflow" => {
            let _ = overflow(1);
        }
        "input" => loop {
            cpu::halt_until_interrupt();
        },
        _ => {}
    }
    let tests: [(&str, fn()); 10] = [
        ("memory is copied and filled at every length", memory),
        ("frames are zeroed, shared and given back", frames),
        ("page tables map, protect and free", page_tables),
        ("user copies recover from faults", copies),
        ("system calls preserve registers", system_calls),
        ("faults are reported and can be resolved", faults),
        ("privileged instructions and kernel memory are refused", refused),
        ("the timer fires on time", timer),
        ("preemption keeps vector state", preemption),
        ("tasks switch and exit", tasks),
    ];
    for (number, (name, test)) in tests.iter().enumerate() {
        test();
        *SPACE.lock() = None;
        log!("ok {} - {name}", number + 1);
    }
    measure();
    assert_ne!(entropy::seed(), entropy::seed());
    log!("wall clock at boot: {:?}; {:?}", time::wall_clock_at_boot(), time::clock_parameters());
    log!("{} passed, 0 failed", tests.len());
    power::off(0)
}

/// Lengths around every step of the routines, apart and overlapping in both directions; what lies beside stays as it is.
fn memory() {
    const ROOM: usize = 600;
    const START: usize = 100;
    let original: [u8; ROOM] = core::array::from_fn(|index| (index * 7 + index / 256) as u8);
    for length in (0..=140).chain([255, 256, 257, 300, 320]) {
        for distance in [-90, -33, -31, -9, -1, 0, 1, 8, 17, 32, 90] {
            let (length, to) = (black_box(length), START.wrapping_add_signed(distance));
            let expected = |index: usize| {
                let copied = (to..to + length).contains(&index);
                original[if copied { index.wrapping_add_signed(-distance) } else { index }]
            };
            let mut moved = original;
            moved.copy_within(START..START + length, to);
            assert!((0..ROOM).all(|index| moved[index] == expected(index)), "move {length} by {distance}");
            let mut copied = original;
            copied[to..to + length].copy_from_slice(&original[START..START + length]);
            assert_eq!(copied, moved, "copy {length} to {to}");
            let mut filled = original;
            filled[to..to + length].fill(0xa5);
            let whole = filled[to..to + length].iter().all(|byte| *byte == 0xa5);
            let beside = filled[..to] == original[..to] && filled[to + length..] == original[to + length..];
            assert!(whole && beside, "fill {length} at {to}");
        }
    }
}

#[inline(never)]
#[expect(unconditional_recursion, reason = "ends in a panic")]
fn fail_deep(depth: u32) {
    if depth == 0 {
        let nowhere: Option<u32> = core::hint::black_box(None);
        log!("{}", nowhere.expect("asked for a panic"));
    }
    fail_deep(core::hint::black_box(depth) - 1);
    log!("never here");
}

#[inline(never)]
#[expect(unconditional_recursion, reason = "ends in the guard page")]
fn overflow(depth: u64) -> u64 {
    let space = core::hint::black_box([depth; 64]);
    overflow(depth + 1) + space[depth as usize % 64]
}

fn page(address: u64) -> UserPage {
    UserPage::new(address).expect("a user page")
}

fn map(address: u64, frame: Frame, protection: Protection) {
    let mut space = SPACE.lock();
    let table = space.as_mut().expect("an address space");
    table.map(page(address), frame, protection).expect("frames for tables");
}

/// A new address space with the programs, a stack and a page of data.
fn new_space() {
    let table = PageTable::new().expect("a page table");
    table.activate();
    *SPACE.lock() = Some(table);
    for (index, bytes) in programs::image().chunks(PAGE_SIZE).enumerate() {
        let text = Frame::zeroed().expect("a frame");
        text.write(0, bytes);
        map(TEXT + (index * PAGE_SIZE) as u64, text, Protection::READ | Protection::EXECUTE);
    }
    for address in [STACK - PAGE_SIZE as u64, DATA] {
        map(address, Frame::zeroed().expect("a frame"), Protection::READ | Protection::WRITE);
    }
}

fn context(program: Program, argument: u64) -> UserContext {
    let entry = UserAddress::new(TEXT + program.offset());
    UserContext::new(entry, UserAddress::new(STACK), argument).expect("a context")
}

fn frames() {
    let before = frame::free();
    let first = Frame::zeroed().expect("a frame");
    first.write(100, b"some bytes");
    let second = Frame::copy_of(&first).expect("a frame");
    let mut bytes = [0; 10];
    second.read(100, &mut bytes);
    assert_eq!(&bytes, b"some bytes");
    let shared = first.share();
    assert!(first.is_shared() && !second.is_shared());
    assert_eq!(frame::free(), before - 2);
    drop(first);
    assert!(!shared.is_shared());
    drop((shared, second));
    assert_eq!(frame::free(), before);
    let fresh = Frame::zeroed().expect("a frame");
    fresh.read(100, &mut bytes);
    assert_eq!(bytes, [0; 10]);
    assert_eq!(fresh.compare_exchange_u32(8, 0, 7), Ok(0));
    assert_eq!(fresh.load_u32(8), 7);
}

fn page_tables() {
    let before = frame::free();
    new_space();
    {
        let mut space = SPACE.lock();
        let table = space.as_mut().expect("an address space");
        let far = 0x7000_0000_0000;
        for index in 0..600 {
            let frame = Frame::zeroed().expect("a frame");
            table.map(page(far + index * 4096), frame, Protection::READ).expect("frames for tables");
        }
        let (frame, protection) = table.lookup(page(far)).expect("a mapping");
        assert!(frame.is_shared() && protection == Protection::READ);
        drop(frame);
        let mut seen = 0;
        table.for_each(UserPages::ALL, |_, _, _| seen += 1);
        assert_eq!(seen, 600 + 1 + 1 + programs::image().len().div_ceil(PAGE_SIZE));
        table.protect_range(UserPages::new(far, far + 0x10_0000).expect("pages"), |_, _, old| {
            assert_eq!(old, Protection::READ);
            Protection::NONE
        });
        assert_eq!(table.lookup(page(far)).map(|mapping| mapping.1), Some(Protection::NONE));
        let mut gone = 0;
        table.unmap_range(UserPages::new(far + 4096, far + 3 * 4096).expect("pages"), |_, _| gone += 1);
        assert_eq!(gone, 2);
        assert!(table.unmap(page(far + 4096)).is_none());
        assert!(table.unmap(page(far)).is_some());
    }
    *SPACE.lock() = None;
    assert_eq!(frame::free(), before);
}

fn copies() {
    new_space();
    let bytes: Vec<u8> = (0..3000u32).map(|index| (index * 7) as u8).collect();
    for length in [0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 1000, 3000] {
        for shift in 0..8 {
            let to = UserAddress::new(DATA + 40 + shift);
            user::zero(UserAddress::new(DATA), PAGE_SIZE).expect("mapped");
            user::copy_out(to, &bytes[..length]).expect("mapped");
            let mut back = alloc::vec![0xaa; length + 2];
            user::copy_in(UserAddress::new(to.get() - 1), &mut back).expect("mapped");
            assert_eq!(&back[1..=length], &bytes[..length]);
            assert_eq!((back[0], back[length + 1]), (0, 0));
        }
    }
    // Over a page that the callback fills.
    user::copy_out(UserAddress::new(DEMAND + 4090), &bytes).expect("filled on demand");
    assert_eq!(user::read_u64(UserAddress::new(DEMAND + 4090)).expect("mapped").to_le_bytes(), bytes[..8]);
    let mut submission = Submission::empty(Operation::Nop);
    let mut read = |address| user::read_submission(UserAddress::new(address), &mut submission);
    assert!(read(DEMAND + 8).is_ok());
    // Out of reach, half out of reach, read-only, and kernel memory.
    let mut word = [0; 16];
    let fault = |address| Err(user::UserFault { address: UserAddress::new(address) });
    assert_eq!(user::copy_in(UserAddress::new(0x90_0000), &mut word), fault(0x90_0000));
    assert_eq!(
        user::copy_in(UserAddress::new(DATA + 4090), &mut word).map_err(|fault| fault.address.get() >> 12),
        Err((DATA >> 12) + 1)
    );
    assert_eq!(user::copy_out(UserAddress::new(TEXT), &word), fault(TEXT));
    assert_eq!(
        user::copy_in(UserAddress::new(0xffff_ffff_8020_0000), &mut word),
        fault(0xffff_ffff_8020_0000)
    );
    assert_eq!(user::copy_in(UserAddress::new(0), &mut word), fault(0));
    assert!(read(DATA + 4).is_err());
    assert!(read(0x90_0000).is_err());
}

fn system_calls() {
    new_space();
    let mut context = context(Program::Calls, 0);
    for round in 0..100 {
        let exit = context.run();
        assert_eq!(exit, UserExit::Syscall, "round {round}: {:x?}", context.registers());
        assert_eq!((context.syscall_number(), context.syscall_arguments()), (7, [1, 2, 3, 4]));
        context.set_syscall_results(0x111, 0x222, 0x333);
        if round % 2 == 0 {
            // The other way back must preserve the same. All flags but the trap flag, which is the user's to set.
            context.registers_mut().rflags = !(1 << 8);
        }
    }
    // A context that is sent out of user space faults instead.
    context.registers_mut().rip = 0x8000_0000_0000;
    assert!(matches!(context.run(), UserExit::Fault { vector: vector::GENERAL_PROTECTION, .. }));
}

fn faults() {
    new_space();
    let mut context = context(Program::Faults, DEMAND);
    let exit = context.run();
    assert_eq!(exit, UserExit::Fault { vector: vector::PAGE_FAULT, error_code: 6, address: DEMAND });
    assert!(Core.page_fault(UserAddress::new(DEMAND), Access::from_page_fault(6)));
    let exit = context.run();
    assert_eq!(exit, UserExit::Fault { vector: vector::PAGE_FAULT, error_code: 0x15, address: DEMAND });
}

fn refused() {
    new_space();
    let exit = context(Program::Privileged, 0).run();
    assert!(matches!(exit, UserExit::Fault { vector: vector::GENERAL_PROTECTION, .. }), "{exit:?}");
    let exit = context(Program::KernelMemory, 0).run();
    let kernel = 0xffff_ffff_8020_0000;
    assert_eq!(exit, UserExit::Fault { vector: vector::PAGE_FAULT, error_code: 5, address: kernel });
    let exit = context(Program::Breakpoint, 0).run();
    assert!(matches!(exit, UserExit::Fault { vector: vector::BREAKPOINT, .. }), "{exit:?}");
}

fn timer() {
    TIMER_CALLS.store(0, Relaxed);
    let start = time::now();
    time::set_timer(start + 5_000_000);
    time::set_timer(start + 2_000_000);
    while TIMER_CALLS.load(Relaxed) == 0 {
        cpu::halt_until_interrupt();
    }
    let waited = time::now() - start;
    // Much later only where the machine running QEMU has other things to do.
    assert!((2_000_000..500_000_000).contains(&waited), "waited {waited} ns");
    // A deadline in the past fires at once; one that is withdrawn never.
    time::set_timer(0);
    cpu::halt_until_interrupt();
    assert_eq!(TIMER_CALLS.load(Relaxed), 2);
    time::set_timer(u64::MAX);
}

fn preemption() {
    new_space();
    let mut contexts = [11, 22, 33].map(|argument| context(Program::Vectors, argument));
    for round in 0..60 {
        let context = &mut contexts[round % 3];
        time::set_timer(time::now() + 300_000);
        let exit = context.run();
        assert_eq!(exit, UserExit::Interrupt, "{:x?}", context.registers());
    }
    time::set_timer(u64::MAX);
    for context in &contexts {
        assert!(context.registers().rbx > 0);
    }
}

fn tasks() {
    static SWITCHES: AtomicU64 = AtomicU64::new(0);
    let boot = task::current();
    let before = frame::free();
    for _ in 0..50 {
        let back = Arc::clone(&boot);
        let main = move || {
            for _ in 0..3 {
                SWITCHES.fetch_add(1, Relaxed);
                task::switch_to(Arc::clone(&back));
            }
            back
        };
        let other = Task::new(Box::new(main)).expect("a task");
        for _ in 0..4 {
            task::switch_to(Arc::clone(&other));
        }
        assert_eq!(Arc::strong_count(&other), 1);
    }
    assert_eq!(SWITCHES.load(Relaxed), 150);
    // The stacks are reused: one stack and some heap is all that was taken.
    assert!(before - frame::free() < 64, "{} frames lost", before - frame::free());
}

/// For people: what the basic operations cost.
fn measure() {
    const ROUNDS: u64 = 10_000;
    new_space();
    let mut context = context(Program::Calls, 0);
    assert_eq!(context.run(), UserExit::Syscall);
    let start = time::now();
    for _ in 0..ROUNDS {
        context.set_syscall_results(0x111, 0x222, 0x333);
        assert_eq!(context.run(), UserExit::Syscall);
    }
    let call = (time::now() - start) / ROUNDS;
    let start = time::now();
    for _ in 0..ROUNDS {
        drop(Frame::zeroed());
    }
    let zeroed = (time::now() - start) / ROUNDS;
    let start = time::now();
    for _ in 0..ROUNDS {
        drop(core::hint::black_box(Box::new([0u64; 8])));
    }
    let boxed = (time::now() - start) / ROUNDS;
    log!("null system call {call} ns, zeroed frame {zeroed} ns, box {boxed} ns");
    *SPACE.lock() = None;
}
