//! The ring: many submissions in one entry, waiting for any, and misuse of it.

use core::sync::atomic::Ordering;

use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::ring::SUBMISSIONS;
use capos_rt::schema::abi::{Completion, Fault, Operation, Readiness, Status, Submission};
use capos_rt::schema::methods::{system_info, timer};
use capos_rt::startup::granted;
use capos_rt::{Ring, SystemInfo, TerminalSession, Timer};

use crate::check::Check;
use crate::raw::submission;

const MILLISECOND: u64 = 1_000_000;

pub fn run(check: &mut Check) {
    // SAFETY: the only Ring of the only thread.
    let mut ring = unsafe { Ring::of_first_thread() };
    let (Some(system), Some(timer)) = (granted::<SystemInfo>("system"), granted::<Timer>("timer")) else {
        return check.that(false, "SystemInfo and Timer were granted");
    };
    let now = || timer.now().unwrap_or(0);

    let mut ping = submission::<system_info::Ping>(system.handle());
    for user_data in 0..u64::from(SUBMISSIONS) {
        ping.user_data = user_data;
        push(&mut ring, &ping);
    }
    // SAFETY: a ping names no memory.
    check.that(unsafe { ring.push(&ping) }.is_err(), "a full ring takes no more");
    check.equal(ring.enter(SUBMISSIONS, u64::MAX), Ok(SUBMISSIONS), "one entry takes them all");
    let in_order = (0..u64::from(SUBMISSIONS)).all(|expected| {
        ring.pop().is_some_and(|completion| completion.user_data == expected && completion.status == 0)
    });
    check.that(in_order, "and completes them in order");
    check.that(ring.pop().is_none(), "each once");

    push(&mut ring, &timeout(now() + 200 * MILLISECOND, 1));
    push(&mut ring, &timeout(now() + 5 * MILLISECOND, 2));
    let _ = ring.enter(2, u64::MAX);
    let order = [ring.pop(), ring.pop()].map(|completion| completion.map(|completion| completion.user_data));
    check.equal(order, [Some(2), Some(1)], "timeouts complete in the order of their deadlines");

    push(&mut ring, &timeout(u64::MAX - 1, 3));
    let before = now();
    check.works(ring.enter(1, before + 10 * MILLISECOND), "an entry ends at its deadline");
    check.that(ring.pop().is_none() && now() >= before + 10 * MILLISECOND, "without a completion");
    cancel(check, &mut ring);
    poll(check, &mut ring);
    misuse(check, &mut ring, ping);

    let mut sleep = submission::<timer::SleepUntil>(timer.handle());
    let params = [1_u64 << 32, now() + 5 * MILLISECOND];
    (sleep.params_address, sleep.params_length, sleep.user_data) = (params.as_ptr() as u64, 16, 77);
    push(&mut ring, &sleep);
    push(&mut ring, &ping);
    let _ = ring.enter(1, u64::MAX);
    check.that(ring.pop().is_some_and(|first| first.user_data != 77), "a waiting call holds up nothing");
    let _ = ring.enter(1, u64::MAX);
    let slept = ring.pop();
    check.equal(
        slept.map(|completion| (completion.user_data, completion.status)),
        Some((77, 0)),
        "and completes",
    );
}

fn push(ring: &mut Ring, submission: &Submission) {
    // SAFETY: the submissions of this file name no memory, or buffers that outlive their completion.
    unsafe { ring.push(submission) }.expect("the ring has room");
}

fn timeout(deadline: u64, user_data: u64) -> Submission {
    let mut submission = Submission::empty(Operation::Timeout);
    submission.bulk_address = deadline;
    submission.user_data = user_data;
    submission
}

fn failure(completion: Option<Completion>) -> Option<(u64, Status, u32)> {
    let completion = completion?;
    Some((completion.user_data, Status::try_from(completion.status).ok()?, completion.detail))
}

/// Cancels the timeout 3 that is still pending.
fn cancel(check: &mut Check, ring: &mut Ring) {
    let mut cancel = Submission::empty(Operation::Cancel);
    cancel.bulk_address = 3;
    cancel.user_data = 4;
    push(ring, &cancel);
    let _ = ring.enter(2, u64::MAX);
    let mut both = [failure(ring.pop()), failure(ring.pop())];
    both.sort_by_key(|completion| completion.map(|(user_data, ..)| user_data));
    let canceled = Some((3, Status::Exception, ErrorCode::Canceled as u32));
    check.equal(both, [canceled, Some((4, Status::Ok, 0))], "CANCEL ends a pending submission");
    push(ring, &cancel);
    let _ = ring.enter(1, u64::MAX);
    let missing = Some((4, Status::Fault, Fault::NotPending as u32));
    check.equal(failure(ring.pop()), missing, "CANCEL of nothing is a fault");
}

fn poll(check: &mut Check, ring: &mut Ring) {
    let Some(terminal) = granted::<TerminalSession>("terminal") else { return };
    let mut poll = Submission::empty(Operation::Poll);
    poll.capability = terminal.handle().bits();
    poll.bulk_address = u64::from(Readiness::WRITABLE.union(Readiness::READABLE).0);
    poll.user_data = 5;
    push(ring, &poll);
    let _ = ring.enter(1, u64::MAX);
    let ready = ring.pop().map(|completion| completion.value);
    check.equal(ready, Some(u64::from(Readiness::WRITABLE.0)), "POLL tells what is ready");
    poll.capability = 0;
    push(ring, &poll);
    let _ = ring.enter(1, u64::MAX);
    let bad = Some((5, Status::Fault, Fault::BadHandle as u32));
    check.equal(failure(ring.pop()), bad, "POLL of nothing is a fault");
}

fn misuse(check: &mut Check, ring: &mut Ring, mut ping: Submission) {
    ping.operation = 99;
    push(ring, &ping);
    let _ = ring.enter(1, u64::MAX);
    let unknown = Some((ping.user_data, Status::Fault, Fault::Operation as u32));
    check.equal(failure(ring.pop()), unknown, "an unknown operation completes with a fault");
    let tail = ring.submission_tail().load(Ordering::Relaxed);
    ring.submission_tail().store(tail.wrapping_add(1_000_000), Ordering::Relaxed);
    let taken = ring.enter(0, 0);
    check.that(
        taken.is_err() || taken.is_ok_and(|taken| taken <= SUBMISSIONS),
        "a wild tail takes nothing beyond the ring",
    );
    ring.submission_tail().store(tail, Ordering::Relaxed);
    while ring.pop().is_some() {}
}
