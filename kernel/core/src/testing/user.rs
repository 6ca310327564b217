//! `User`: what a test's program sees: kernel entries, its start-up block, and its memory.
//!
//! The program is a thread of its own that takes turns with the kernel: it runs while the kernel is in
//! `UserContext::run`, so its copies meet the page table that the kernel made active.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::string::String;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::vec::Vec;

use capos_hal::host::Machine;
use capos_hal::{Registers, UserAddress, UserExit, user, vector};
use capos_schema::Method;
use capos_schema::abi::signal::{ProcessSignals, ThreadSignals};
use capos_schema::abi::{Operation, Status, Submission, entry};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::message::{MessageBuilder, Struct, StructReader};
use capos_schema::methods::self_process::SetSignalBlocks;

use crate::call::Ended;

/// Status of a program whose function panicked.
const PANICKED: u64 = 101;

/// One program's two channels; dropped when its process is gone.
struct Running {
    requests: Receiver<(Registers, UserExit)>,
    replies: Sender<Registers>,
}

pub(super) fn install(
    machine: &Machine,
    entry: u64,
    main: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static,
) {
    // By the start-up block's address: it differs between the processes of one program.
    let running: Mutex<BTreeMap<u64, Running>> = Mutex::new(BTreeMap::new());
    let for_threads = machine.clone();
    machine.set_program(entry, move |registers| {
        // The host keeps RBX as the program left it: its thread's key.
        let key = if registers.rip == entry { 0 } else { registers.rbx };
        let running_one = {
            let mut running = running.lock().unwrap();
            running.remove(&key)
        };
        let (own_key, one) = match running_one {
            Some(one) if key != 0 => {
                let _ = one.replies.send(*registers);
                (key, one)
            }
            _ => (registers.rdi, start(&for_threads, *registers, main.clone())),
        };
        match one.requests.recv() {
            Ok((requested, exit)) => {
                *registers = requested;
                registers.rbx = own_key;
                registers.rip = entry + 2;
                running.lock().unwrap().insert(own_key, one);
                exit
            }
            Err(_) => {
                registers.rax = entry::EXIT_PROCESS;
                registers.rdi = PANICKED;
                UserExit::Syscall
            }
        }
    });
}

fn start(machine: &Machine, registers: Registers, main: impl Fn(&User) -> i32 + Send + 'static) -> Running {
    let (request, requests) = channel();
    let (replies, reply) = channel();
    let machine = machine.clone();
    std::thread::spawn(move || {
        machine.enter();
        let user = User {
            start: registers.rdi,
            stack: registers.rsp,
            request,
            reply,
            gone: Cell::new(false),
            handled: RefCell::default(),
        };
        let status = match catch_unwind(AssertUnwindSafe(|| main(&user))) {
            Ok(status) => status as u32 as u64,
            Err(_) if user.gone.get() => return,
            Err(_) => PANICKED,
        };
        let _ = user.request.send((exit_registers(status), UserExit::Syscall));
    });
    Running { requests, replies }
}

fn exit_registers(status: u64) -> Registers {
    Registers { rax: entry::EXIT_PROCESS, rdi: status, ..Registers::default() }
}

pub struct User {
    start: u64,
    stack: u64,
    request: Sender<(Registers, UserExit)>,
    reply: Receiver<Registers>,
    /// The process was ended: the thread unwinds.
    gone: Cell<bool>,
    handled: RefCell<Vec<(u8, u64, u64)>>,
}

/// Where a call puts its parts, below the top of the stack.
const SUBMISSION: u64 = 0x1000;
const PARAMS: u64 = 0x3000;
const RESULTS: u64 = 0x5000;
const SIGNAL_BLOCKS: u64 = 0x7000;
/// Where the program's frames end: those of handlers go below.
const STACK_POINTER: u64 = 0xc000;
/// Where handlers are said to be: nothing runs there, the program is told.
const HANDLER: u64 = 0x5151_0000;
/// Free for the test.
const BULK: u64 = 0x8000;

impl User {
    /// Leaves user mode with these registers and gives those at the return.
    pub fn leave(&self, registers: Registers, exit: UserExit) -> Registers {
        let mut request = (registers, exit);
        loop {
            let sent = self.request.send(request);
            let Some(registers) = sent.ok().and_then(|()| self.reply.recv().ok()) else {
                self.gone.set(true);
                std::panic::resume_unwind(std::boxed::Box::new("the process was ended"));
            };
            if registers.rip != HANDLER {
                return registers;
            }
            self.handled.borrow_mut().push((registers.rdi as u8, registers.rsi, registers.rdx));
            let back = Registers { rax: entry::SIGNAL_RETURN, rdi: registers.rdx, ..registers };
            request = (back, UserExit::Syscall);
        }
    }

    /// Tells the kernel which signals the program catches, ignores and blocks.
    pub fn set_signals(&self, myself: u32, process: ProcessSignals, thread: ThreadSignals) {
        let process = ProcessSignals { entry: HANDLER, ..process };
        let words = |words: &[u64]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
        let ProcessSignals { entry, caught, ignored, on_stack, flags } = process;
        self.write(self.process_block(), &words(&[entry, caught, ignored, on_stack, flags]));
        let ThreadSignals { blocked, pending, wait_mask, use_wait_mask, stack_base, stack_size } = thread;
        let thread = [blocked, pending, wait_mask, use_wait_mask, stack_base, stack_size];
        self.write(self.thread_block(), &words(&thread));
        let (process, thread) = (self.process_block(), self.thread_block());
        let set = self.call::<SetSignalBlocks>(myself, |mut params| {
            params.set_process(process);
            params.set_thread(thread);
        });
        assert_eq!(set, Ended::ok(0));
    }

    fn process_block(&self) -> u64 {
        self.stack - SIGNAL_BLOCKS
    }

    pub fn thread_block(&self) -> u64 {
        self.stack - SIGNAL_BLOCKS + 64
    }

    /// The signals that handlers ran for, each with the addresses of its `siginfo_t` and `ucontext_t`.
    pub fn handled(&self) -> Vec<(u8, u64, u64)> {
        self.handled.take()
    }

    pub fn syscall(&self, number: u64, arguments: [u64; 3]) -> Ended {
        let [rdi, rsi, rdx] = arguments;
        let rsp = self.stack - STACK_POINTER;
        let registers = Registers { rax: number, rdi, rsi, rdx, rsp, ..Registers::default() };
        let returned = self.leave(registers, UserExit::Syscall);
        Ended {
            status: Status::try_from(returned.rax as u32).expect("a status"),
            detail: (returned.rax >> 32) as u32,
            value: returned.rdx,
            results_length: returned.rsi as u32,
        }
    }

    /// Takes an interrupt, as a program does that runs in a loop.
    pub fn spin(&self) {
        self.leave(Registers::default(), UserExit::Interrupt);
    }

    /// Faults on an address where nothing is.
    pub fn fault_at(&self, address: u64) -> ! {
        self.leave(
            Registers::default(),
            UserExit::Fault { vector: vector::PAGE_FAULT, error_code: 4, address },
        );
        panic!("the fault was resolved");
    }

    pub fn cap_call_at(&self, address: u64) -> Ended {
        self.syscall(entry::CAP_CALL, [address, 0, 0])
    }

    /// One submission, as it is.
    pub fn cap_call(&self, submission: &Submission) -> Ended {
        let address = self.submission_address();
        self.write(address, &submission_bytes(submission));
        self.cap_call_at(address)
    }

    /// The address of the start-up block.
    pub fn start(&self) -> u64 {
        self.start
    }

    pub fn thread_id(&self) -> u64 {
        self.startup(core::mem::offset_of!(capos_schema::abi::startup::Startup, thread_id)) & 0xffff_ffff
    }

    /// The top of the stack.
    pub fn stack(&self) -> u64 {
        self.stack
    }

    pub fn submission_address(&self) -> u64 {
        self.stack - SUBMISSION
    }

    pub fn bulk_address(&self) -> u64 {
        self.stack - BULK
    }

    /// A submission that calls the method with everything in place.
    pub fn prepare<M: Method>(
        &self,
        handle: u32,
        fill: impl FnOnce(<M::Params as Struct>::Builder<'_>),
    ) -> Submission {
        let params = message::<M::Params>(fill);
        self.write(self.stack - PARAMS, &params);
        Submission {
            method: M::ORDINAL,
            capability: handle,
            interface: M::INTERFACE.id(),
            params_address: self.stack - PARAMS,
            params_length: params.len() as u32,
            results_address: self.stack - RESULTS,
            results_length: 4096,
            ..Submission::empty(Operation::Call)
        }
    }

    /// Calls the method.
    pub fn call<M: Method>(
        &self,
        handle: u32,
        fill: impl FnOnce(<M::Params as Struct>::Builder<'_>),
    ) -> Ended {
        let submission = self.prepare::<M>(handle, fill);
        self.cap_call(&submission)
    }

    /// The results of the last call.
    pub fn results(&self, ended: Ended) -> Vec<u64> {
        let mut bytes = vec![0; ended.results_length as usize];
        self.read(self.stack - RESULTS, &mut bytes);
        bytes.chunks_exact(8).map(|word| u64::from_le_bytes(word.try_into().unwrap())).collect()
    }

    pub fn operation(&self, operation: Operation, handle: u32, operand: u64) -> Ended {
        self.cap_call(&Submission {
            capability: handle,
            bulk_address: operand,
            ..Submission::empty(operation)
        })
    }

    pub fn read(&self, address: u64, bytes: &mut [u8]) {
        user::copy_in(UserAddress::new(address), bytes).expect("readable memory");
    }

    pub fn write(&self, address: u64, bytes: &[u8]) {
        user::copy_out(UserAddress::new(address), bytes).expect("writable memory");
    }

    fn word(&self, address: u64) -> u64 {
        let mut bytes = [0; 8];
        self.read(address, &mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// A word of the start-up block.
    pub fn startup(&self, offset: usize) -> u64 {
        self.word(self.start + offset as u64)
    }

    /// What its thread found in the argument register.
    pub fn argument(&self) -> u64 {
        self.start
    }

    pub fn ring(&self) -> u64 {
        self.startup(core::mem::offset_of!(capos_schema::abi::startup::Startup, ring_address))
    }

    pub fn launch_parameters(&self) -> Vec<u8> {
        use capos_schema::abi::startup::Startup;
        let address = self.startup(core::mem::offset_of!(Startup, launch_address));
        let mut bytes = vec![0; self.startup(core::mem::offset_of!(Startup, launch_length)) as usize];
        self.read(address, &mut bytes);
        bytes
    }

    /// The CapSet's handle of that name, 0 if there is none.
    pub fn handle(&self, name: &str) -> u32 {
        use capos_schema::abi::capset::CapSetEntry;
        use capos_schema::abi::startup::Startup;
        let address = self.startup(core::mem::offset_of!(Startup, capset_address));
        for index in 0..self.startup(core::mem::offset_of!(Startup, capset_count)) {
            let entry = address + index * CapSetEntry::SIZE as u64;
            let mut padded = [0; 32];
            self.read(entry, &mut padded);
            let text = String::from_utf8_lossy(&padded);
            if text.trim_end_matches('\0') == name {
                return self.word(entry + 40) as u32;
            }
        }
        0
    }
}

/// An encoded message.
pub fn message<T: Struct>(fill: impl FnOnce(T::Builder<'_>)) -> Vec<u8> {
    let mut room = vec![0; 8192];
    let mut builder = MessageBuilder::new(&mut room);
    fill(builder.init_root::<T>());
    builder.finish().expect("it fits").to_vec()
}

/// What the last call's results say.
pub fn read_results<T: Struct, R>(user: &User, ended: Ended, read: impl FnOnce(T::Reader<'_>) -> R) -> R {
    let bytes: Vec<u8> = user.results(ended).iter().flat_map(|word| word.to_le_bytes()).collect();
    read(StructReader::root(&bytes).expect("the method's results").into())
}

pub fn submission_bytes(submission: &Submission) -> Vec<u8> {
    let mut bytes = vec![submission.operation, submission.flags];
    bytes.extend(submission.method.to_le_bytes());
    bytes.extend(submission.capability.to_le_bytes());
    bytes.extend(submission.interface.to_le_bytes());
    bytes.extend(submission.params_address.to_le_bytes());
    bytes.extend(submission.params_length.to_le_bytes());
    bytes.extend(submission.results_length.to_le_bytes());
    bytes.extend(submission.results_address.to_le_bytes());
    bytes.extend(submission.bulk_address.to_le_bytes());
    bytes.extend(submission.bulk_length.to_le_bytes());
    bytes.extend(submission.user_data.to_le_bytes());
    bytes
}

/// How an exception of the code ends a call, its reason aside.
pub fn is_exception(ended: Ended, code: ErrorCode) -> bool {
    ended.status == Status::Exception && ended.detail == code as u32
}
