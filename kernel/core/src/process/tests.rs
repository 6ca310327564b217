use capos_schema::Interface;
use capos_schema::abi::{Fault, Operation, Readiness, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::process_handle::{GetId, Kill, Wait};
use capos_schema::methods::process_spawner::Spawn;
use capos_schema::methods::timer::SleepUntil;

use crate::call::Ended;
use crate::testing::{Kernel, User, is_exception};

const SPAWNER: &[(&str, Interface)] = &[("spawner", Interface::ProcessSpawner), ("timer", Interface::Timer)];

/// Starts a child that holds the caller's timer; gives its handle.
fn spawn(user: &User, program: &str) -> u32 {
    let timer = user.handle("timer");
    let ended = user.call::<Spawn>(user.handle("spawner"), |mut params| {
        params.set_program(program);
        let mut grants = params.init_grants(1);
        let mut grant = grants.reborrow().get(0);
        grant.set_name("timer");
        grant.set_capability(timer);
    });
    assert_eq!(ended.status, Status::Ok, "spawn: {ended:?}");
    user.results(ended)[1] as u32
}

/// Which member of ExitStatus it is, and the first word of what it holds.
fn wait(user: &User, handle: u32) -> (u16, i32) {
    let ended = user.call::<Wait>(handle, |_| {});
    assert_eq!(ended.status, Status::Ok, "wait: {ended:?}");
    let status = user.results(ended)[2];
    ((status >> 32) as u16, status as i32)
}

const EXITED: u16 = 0;
const KILLED: u16 = 1;
const FAULTED: u16 = 2;

fn check(kernel: Kernel) -> std::string::String {
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
    outcome.log
}

fn kernel_with(child: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static) -> Kernel {
    let mut kernel = Kernel::new();
    kernel.program("bin/child", child);
    kernel
}

#[test]
fn all_32_bits_of_a_status_arrive_and_stay() {
    let mut kernel = kernel_with(|_| -123_456_789);
    kernel.program("main", |user| {
        let child = spawn(user, "bin/child");
        assert_eq!(wait(user, child), (EXITED, -123_456_789));
        assert_eq!(wait(user, child), (EXITED, -123_456_789));
        let poll = user.operation(Operation::Poll, child, Readiness::READABLE.0.into());
        assert_eq!(poll, Ended::ok(Readiness::READABLE.0.into()));
        0
    });
    kernel.process("main", SPAWNER);
    check(kernel);
}

#[test]
fn a_child_that_runs_in_a_loop_can_be_killed() {
    let mut kernel = kernel_with(|user| {
        loop {
            user.spin();
        }
    });
    kernel.program("main", |user| {
        let child = spawn(user, "bin/child");
        let waiting = user.prepare::<Wait>(child, |_| {});
        let refused = user.cap_call(&Submission { flags: SubmissionFlags::NO_WAIT, ..waiting });
        assert!(is_exception(refused, ErrorCode::WouldBlock));
        assert_eq!(user.call::<Kill>(child, |_| {}), Ended::ok(0));
        assert_eq!(wait(user, child).0, KILLED);
        assert_eq!(user.call::<Kill>(child, |_| {}), Ended::ok(0), "once more changes nothing");
        assert_eq!(wait(user, child).0, KILLED);
        0
    });
    kernel.process("main", SPAWNER);
    check(kernel);
}

#[test]
fn a_child_that_is_blocked_in_a_call_can_be_killed() {
    let mut kernel = kernel_with(|user| {
        user.call::<SleepUntil>(user.handle("timer"), |mut params| params.set_deadline(u64::MAX - 1));
        5
    });
    kernel.program("main", |user| {
        let child = spawn(user, "bin/child");
        // It gets to its call while this one sleeps.
        let soon = capos_hal::time::now() + 1_000_000;
        assert_eq!(user.operation(Operation::Timeout, 0, soon), Ended::ok(0));
        assert_eq!(user.call::<Kill>(child, |_| {}), Ended::ok(0));
        assert_eq!(wait(user, child).0, KILLED);
        0
    });
    kernel.process("main", SPAWNER);
    check(kernel);
}

#[test]
fn a_child_that_has_not_run_yet_can_be_killed() {
    let mut kernel = kernel_with(|_| 0);
    kernel.program("main", |user| {
        let child = spawn(user, "bin/child");
        assert_eq!(user.call::<Kill>(child, |_| {}), Ended::ok(0));
        assert_eq!(wait(user, child).0, KILLED);
        0
    });
    kernel.process("main", SPAWNER);
    check(kernel);
}

#[test]
fn a_fault_ends_the_child_and_is_logged() {
    let mut kernel = kernel_with(|user| user.fault_at(0x123));
    kernel.program("main", |user| {
        let child = spawn(user, "bin/child");
        let ended = user.call::<Wait>(child, |_| {});
        let results = user.results(ended);
        assert_eq!((results[2] >> 32) as u16, FAULTED);
        assert!(results.contains(&0x123), "the address is told: {results:x?}");
        0
    });
    kernel.process("main", SPAWNER);
    let log = check(kernel);
    assert!(log.contains("process child ("), "{log}");
    assert!(log.contains("faulted: #PF at 0x123"), "{log}");
}

#[test]
fn a_process_that_the_processor_keeps_does_not_keep_others_from_theirs() {
    let mut kernel = kernel_with(|_| 3);
    let machine = kernel.machine.clone();
    kernel.program("bin/loop", move |user| {
        loop {
            machine.advance(1_000_000);
            user.spin();
        }
    });
    kernel.program("main", |user| {
        let greedy = spawn(user, "bin/loop");
        let child = spawn(user, "bin/child");
        assert_eq!(wait(user, child), (EXITED, 3));
        assert_eq!(user.call::<Kill>(greedy, |_| {}), Ended::ok(0));
        assert_eq!(wait(user, greedy).0, KILLED);
        0
    });
    kernel.process("main", SPAWNER);
    check(kernel);
}

#[test]
fn frames_and_quotas_come_back_when_a_child_ends() {
    let mut kernel = kernel_with(|user| {
        user.write(user.bulk_address() - 0x10000, &[1; 0x10000]);
        0
    });
    kernel.program("main", |user| {
        // The first child makes the kernel's own structures grow.
        let child = spawn(user, "bin/child");
        wait(user, child);
        assert_eq!(user.operation(Operation::Release, child, 0), Ended::ok(0));
        let free = capos_hal::frame::free();
        for _ in 0..40 {
            let child = spawn(user, "bin/child");
            assert_eq!(wait(user, child), (EXITED, 0));
            assert_eq!(user.operation(Operation::Release, child, 0), Ended::ok(0));
        }
        assert_eq!(capos_hal::frame::free(), free);
        0
    });
    let main = kernel.process("main", SPAWNER);
    (main.processes, main.memory_pages) = (1, 400);
    check(kernel);
}

#[test]
fn the_dead_count_until_their_handles_go() {
    let mut kernel = kernel_with(|_| 0);
    kernel.program("main", |user| {
        let first = spawn(user, "bin/child");
        let second = spawn(user, "bin/child");
        wait(user, first);
        wait(user, second);
        let refused =
            user.call::<Spawn>(user.handle("spawner"), |mut params| params.set_program("bin/child"));
        assert!(is_exception(refused, ErrorCode::QuotaExceeded));
        assert_eq!(user.operation(Operation::Release, first, 0), Ended::ok(0));
        spawn(user, "bin/child");
        0
    });
    kernel.process("main", SPAWNER).processes = 2;
    check(kernel);
}

#[test]
fn a_handle_answers_only_its_own_methods() {
    let mut kernel = kernel_with(|_| 0);
    kernel.program("main", |user| {
        let child = spawn(user, "bin/child");
        let id = user.call::<GetId>(child, |_| {});
        assert!(user.results(id)[1] > 0);
        let good = user.prepare::<Wait>(child, |_| {});
        let fault = |submission: Submission, fault: Fault| {
            let ended = user.cap_call(&submission);
            assert_eq!((ended.status, ended.detail), (Status::Fault, fault as u32));
        };
        fault(Submission { method: 4, ..good }, Fault::Method);
        fault(Submission { interface: Interface::Timer.id(), ..good }, Fault::WrongInterface);
        fault(Submission { results_length: 16, ..good }, Fault::ResultsLength);
        fault(Submission { results_address: 8, ..good }, Fault::ResultsAddress);
        assert_eq!(user.operation(Operation::Release, child, 0), Ended::ok(0));
        fault(good, Fault::StaleHandle);
        0
    });
    kernel.process("main", SPAWNER);
    check(kernel);
}

#[test]
fn the_first_processes_end_is_the_machines() {
    for (status, expected) in [(0x1ff, 0xff), (-1, 0xff), (42, 42)] {
        let mut kernel = Kernel::new();
        kernel.program("main", move |_| status);
        kernel.process("main", &[]);
        assert_eq!(kernel.run().status, expected);
    }
    let mut kernel = Kernel::new();
    kernel.program("main", |user| user.fault_at(8));
    kernel.process("main", &[]);
    assert_eq!(kernel.run().status, 139);
}
