use core::mem::offset_of;
use std::vec::Vec;

use capos_schema::Interface;
use capos_schema::abi::ring::{COMPLETIONS, COMPLETIONS_OFFSET, RingHeader, SUBMISSIONS, SUBMISSIONS_OFFSET};
use capos_schema::abi::{
    Completion, Fault, Operation, Readiness, Status, Submission, SubmissionFlags, entry,
};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::system_info::Ping;

use crate::call::Ended;
use crate::testing::{Kernel, User, is_exception, submission_bytes};

const NEVER: u64 = u64::MAX;

/// The thread's side of the ring.
struct Ring<'a> {
    user: &'a User,
    base: u64,
    tail: u32,
    head: u32,
}

impl<'a> Ring<'a> {
    fn new(user: &'a User) -> Self {
        Ring { user, base: user.ring(), tail: 0, head: 0 }
    }

    fn put(&mut self, submission: &Submission) {
        let place = u64::from(self.tail % SUBMISSIONS) * 64;
        self.user.write(self.base + SUBMISSIONS_OFFSET as u64 + place, &submission_bytes(submission));
        self.tail = self.tail.wrapping_add(1);
        self.set_tail(self.tail);
    }

    fn set_tail(&self, tail: u32) {
        self.user.write(self.base + offset_of!(RingHeader, submission_tail) as u64, &tail.to_le_bytes());
    }

    fn set_head(&self, head: u32) {
        self.user.write(self.base + offset_of!(RingHeader, completion_head) as u64, &head.to_le_bytes());
    }

    fn enter(&self, submit: u32, minimum: u32, deadline: u64) -> Ended {
        self.user.syscall(entry::CAP_ENTER, [submit.into(), minimum.into(), deadline])
    }

    fn index(&self, offset: usize) -> u32 {
        let mut bytes = [0; 4];
        self.user.read(self.base + offset as u64, &mut bytes);
        u32::from_le_bytes(bytes)
    }

    /// Takes what has completed.
    fn take(&mut self) -> Vec<Completion> {
        let tail = self.index(offset_of!(RingHeader, completion_tail));
        let mut taken = Vec::new();
        while self.head != tail {
            let mut bytes = [0; 32];
            let place = u64::from(self.head % COMPLETIONS) * 32;
            self.user.read(self.base + COMPLETIONS_OFFSET as u64 + place, &mut bytes);
            let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("4 bytes"));
            let long = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("8 bytes"));
            taken.push(Completion {
                user_data: long(0),
                status: word(8),
                detail: word(12),
                results_length: word(16),
                reserved: word(20),
                value: long(24),
            });
            self.head = self.head.wrapping_add(1);
        }
        self.set_head(self.head);
        taken
    }
}

fn nop(user_data: u64) -> Submission {
    Submission { user_data, ..Submission::empty(Operation::Nop) }
}

fn timeout(deadline: u64, user_data: u64) -> Submission {
    Submission { bulk_address: deadline, user_data, ..Submission::empty(Operation::Timeout) }
}

fn cancel(target: u64, user_data: u64) -> Submission {
    Submission { bulk_address: target, user_data, ..Submission::empty(Operation::Cancel) }
}

fn marks(completions: &[Completion]) -> Vec<u64> {
    completions.iter().map(|completion| completion.user_data).collect()
}

fn is_fault(ended: Ended, fault: Fault) -> bool {
    ended.status == Status::Fault && ended.detail == fault as u32
}

#[test]
fn submissions_complete_in_order_around_the_ring() {
    Kernel::check(&[("info", Interface::SystemInfo)], |user| {
        let mut ring = Ring::new(user);
        for round in 0..5 {
            let first = round * 1000;
            (0..u64::from(SUBMISSIONS)).for_each(|index| ring.put(&nop(first + index)));
            let taken = ring.enter(SUBMISSIONS, 0, NEVER);
            assert_eq!(taken, Ended::ok(SUBMISSIONS.into()));
            assert_eq!(ring.index(offset_of!(RingHeader, submission_head)), ring.tail);
            let expected: Vec<u64> = (first..first + u64::from(SUBMISSIONS)).collect();
            assert_eq!(marks(&ring.take()), expected);
        }
        let call = user.prepare::<Ping>(user.handle("info"), |_| {});
        ring.put(&Submission { user_data: 9, ..call });
        assert_eq!(ring.enter(1, 1, NEVER), Ended::ok(1));
        let completed = ring.take();
        assert_eq!(completed, [Completion { user_data: 9, ..Completion::default() }]);
        0
    });
}

#[test]
fn timeouts_complete_by_deadline_and_an_entry_ends_at_its_own() {
    Kernel::check(&[], |user| {
        let mut ring = Ring::new(user);
        let now = capos_hal::time::now();
        for (deadline, mark) in [(30, 3), (10, 1), (20, 2)] {
            ring.put(&timeout(now + deadline * 1_000_000, mark));
        }
        assert_eq!(ring.enter(3, 3, now + 15_000_000), Ended::ok(3));
        assert_eq!(marks(&ring.take()), [1]);
        assert_eq!(ring.enter(0, 2, NEVER), Ended::ok(0));
        assert_eq!(marks(&ring.take()), [2, 3]);
        assert_eq!(capos_hal::time::now(), now + 30_000_000);
        assert_eq!(
            ring.enter(0, 1, NEVER),
            Ended::ok(0),
            "with nothing pending there is nothing to wait for"
        );
        0
    });
}

#[test]
fn cancel_ends_a_pending_submission() {
    Kernel::check(&[], |user| {
        let mut ring = Ring::new(user);
        ring.put(&timeout(NEVER, 1));
        ring.put(&cancel(1, 2));
        ring.put(&cancel(1, 3));
        assert_eq!(ring.enter(3, 0, NEVER), Ended::ok(3));
        let completed = ring.take();
        assert_eq!(marks(&completed), [1, 2, 3]);
        assert_eq!(
            (completed[0].status, completed[0].detail),
            (Status::Exception as u32, ErrorCode::Canceled as u32)
        );
        assert_eq!(completed[1].status, Status::Ok as u32);
        assert_eq!(
            (completed[2].status, completed[2].detail),
            (Status::Fault as u32, Fault::NotPending as u32)
        );

        ring.put(&timeout(NEVER, 4));
        assert_eq!(ring.enter(1, 0, NEVER), Ended::ok(1));
        assert_eq!(
            user.operation(Operation::Cancel, 0, 4),
            Ended::ok(0),
            "cap_call cancels in the ring as well"
        );
        assert_eq!(marks(&ring.take()), [4]);
        0
    });
}

#[test]
fn no_wait_and_faults_complete_at_once() {
    Kernel::check(&[], |user| {
        let mut ring = Ring::new(user);
        ring.put(&Submission { flags: SubmissionFlags::NO_WAIT, ..timeout(NEVER, 1) });
        ring.put(&Submission { operation: 99, ..nop(2) });
        ring.put(&Submission { capability: 77, ..Submission::empty(Operation::Poll) });
        assert_eq!(ring.enter(3, 3, NEVER), Ended::ok(3));
        let details: Vec<u32> = ring.take().iter().map(|completion| completion.detail).collect();
        assert_eq!(details, [ErrorCode::WouldBlock as u32, Fault::Operation as u32, Fault::BadHandle as u32]);
        0
    });
}

#[test]
fn no_more_is_taken_than_can_complete() {
    Kernel::check(&[], |user| {
        let mut ring = Ring::new(user);
        let mut taken = 0;
        let refused = loop {
            (0..SUBMISSIONS).for_each(|index| ring.put(&timeout(NEVER, taken + u64::from(index))));
            let ended = ring.enter(SUBMISSIONS, 0, NEVER);
            taken += ended.value;
            if ended.status != Status::Ok {
                break ended;
            }
        };
        assert!(is_fault(refused, Fault::TooManyPending));
        assert_eq!(taken, COMPLETIONS.into());
        for mark in 0..u64::from(COMPLETIONS) {
            assert_eq!(user.operation(Operation::Cancel, 0, mark), Ended::ok(0));
        }
        assert_eq!(ring.take().len(), COMPLETIONS as usize);
        let rest = ring.enter(SUBMISSIONS, 0, NEVER);
        assert_eq!(rest.status, Status::Ok, "with the completions taken there is room again");
        0
    });
}

#[test]
fn indices_that_make_no_sense_are_faults_and_change_nothing() {
    Kernel::check(&[], |user| {
        let mut ring = Ring::new(user);
        for tail in [SUBMISSIONS + 1, 1 << 31, u32::MAX] {
            ring.set_tail(tail);
            assert!(is_fault(ring.enter(SUBMISSIONS, 0, NEVER), Fault::Entry));
        }
        ring.set_tail(0);
        for head in [1, u32::MAX - COMPLETIONS, 1 << 31] {
            ring.set_head(head);
            assert!(is_fault(ring.enter(1, 0, NEVER), Fault::Entry));
        }
        ring.set_head(0);
        for (submit, minimum) in [(SUBMISSIONS + 1, 0), (0, COMPLETIONS + 1), (u32::MAX, u32::MAX)] {
            assert!(is_fault(ring.enter(submit, minimum, NEVER), Fault::Entry));
        }
        // The kernel's own indices are written, never read.
        user.write(ring.base, &0xdead_beef_u32.to_le_bytes());
        user.write(ring.base + offset_of!(RingHeader, completion_tail) as u64, &77u32.to_le_bytes());
        ring.put(&nop(5));
        assert_eq!(ring.enter(1, 1, NEVER), Ended::ok(1));
        assert_eq!(marks(&ring.take()), [5]);
        0
    });
}

#[test]
fn a_ring_that_is_unmapped_is_a_fault() {
    use capos_schema::methods::virtual_memory::Unmap;

    Kernel::check(&[("memory", Interface::VirtualMemory)], |user| {
        let mut ring = Ring::new(user);
        ring.put(&timeout(NEVER, 1));
        assert_eq!(ring.enter(1, 0, NEVER), Ended::ok(1));
        let unmapped = user.call::<Unmap>(user.handle("memory"), |mut params| {
            params.set_address(ring.base);
            params.set_length(3 * 4096);
        });
        assert_eq!(unmapped, Ended::ok(0));
        assert!(is_fault(ring.enter(1, 1, 0), Fault::SubmissionAddress));
        assert!(is_fault(user.operation(Operation::Cancel, 0, 1), Fault::SubmissionAddress));
        0
    });
}

#[test]
fn input_completes_a_pending_poll() {
    let mut kernel = Kernel::new();
    let machine = kernel.machine.clone();
    kernel.program("main", move |user| {
        let mut ring = Ring::new(user);
        let poll = Submission {
            capability: user.handle("terminal"),
            bulk_address: Readiness::READABLE.0.into(),
            user_data: 6,
            ..Submission::empty(Operation::Poll)
        };
        ring.put(&poll);
        assert_eq!(ring.enter(1, 1, 0), Ended::ok(1));
        assert!(ring.take().is_empty());
        machine.type_input(b"x\n");
        assert_eq!(ring.enter(0, 1, NEVER), Ended::ok(0));
        let completed = ring.take();
        assert_eq!((completed[0].user_data, completed[0].value), (6, Readiness::READABLE.0.into()));
        0
    });
    kernel.process("main", &[("terminal", Interface::TerminalSession)]);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn random_rings_never_harm_the_kernel() {
    Kernel::check(&[("info", Interface::SystemInfo)], |user| {
        let ring = Ring::new(user);
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = move || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random
        };
        for _ in 0..1000 {
            let words: Vec<u8> = (0..32).flat_map(|_| next().to_le_bytes()).collect();
            user.write(ring.base + SUBMISSIONS_OFFSET as u64 + next() % 60 * 64, &words);
            let near = ring.index(offset_of!(RingHeader, submission_head));
            ring.set_tail(if next() % 4 == 0 { next() as u32 } else { near.wrapping_add(next() as u32 % 8) });
            ring.set_head(if next() % 4 == 0 {
                next() as u32
            } else {
                ring.index(offset_of!(RingHeader, completion_tail))
            });
            ring.enter(next() as u32 % 70, next() as u32 % 3, next() % 1000);
        }
        assert!(!is_exception(user.call::<Ping>(user.handle("info"), |_| {}), ErrorCode::Failed));
        0
    });
}
