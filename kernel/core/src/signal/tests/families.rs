//! Parents and children: copies, waiting, stopping, orphans, quotas.

use capos_schema::Interface;
use capos_schema::abi::{Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::self_process::{Children, Target};
use capos_schema::methods::process_forker::Fork;
use capos_schema::methods::process_spawner::Spawn;
use capos_schema::methods::self_process::{GetIds, SetGroup, Signal, WaitChild};

use crate::call::Ended;
use crate::testing::{Kernel, User, is_exception};

const GRANTS: &[(&str, Interface)] = &[
    ("self", Interface::SelfProcess),
    ("spawner", Interface::ProcessSpawner),
    ("forker", Interface::ProcessForker),
];

fn spawn(user: &User) -> Ended {
    let myself = user.handle("self");
    user.call::<Spawn>(user.handle("spawner"), |mut params| {
        params.set_program("bin/child");
        params.reborrow().init_attributes().set_as_child(true);
        let mut grants = params.init_grants(1);
        let mut grant = grants.reborrow().get(0);
        grant.set_name("self");
        grant.set_capability(myself);
    })
}

fn wait(user: &User, no_wait: bool, which: Children, id: u64) -> Ended {
    let submission = user.prepare::<WaitChild>(user.handle("self"), |mut params| {
        params.set_which(which);
        params.set_id(id);
        params.set_ended(true);
        params.set_stopped(true);
        params.set_continued(true);
    });
    let flags = if no_wait { SubmissionFlags::NO_WAIT } else { 0 };
    user.cap_call(&Submission { flags, ..submission })
}

fn signal(user: &User, target: Target, id: u64, number: u8) -> Ended {
    user.call::<Signal>(user.handle("self"), |mut params| {
        params.set_target(target);
        params.set_id(id);
        params.set_signal(number);
    })
}

fn run(child: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static, main: fn(&User)) {
    let mut kernel = Kernel::new();
    kernel.program("bin/child", child);
    kernel.program("main", move |user| {
        main(user);
        0
    });
    kernel.process("main", GRANTS);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn a_child_is_waited_for_once() {
    run(
        |_| 7,
        |user| {
            let spawned = spawn(user);
            assert_eq!(spawned.status, Status::Ok, "{spawned:?}");
            let id = user.results(spawned)[2];
            let waited = wait(user, false, Children::Any, 0);
            assert_eq!(waited.status, Status::Ok, "{waited:?}");
            assert_eq!(user.results(waited)[1], id);
            assert!(is_exception(wait(user, false, Children::Any, 0), ErrorCode::NoSuchProcess));
            assert!(is_exception(wait(user, false, Children::Process, id), ErrorCode::NoSuchProcess));
        },
    );
}

#[test]
fn a_child_that_runs_is_stopped_continued_and_killed() {
    run(
        |user| {
            loop {
                user.spin();
            }
        },
        |user| {
            let id = user.results(spawn(user))[2];
            assert!(is_exception(wait(user, true, Children::Any, 0), ErrorCode::WouldBlock));
            for number in [19, 18, 9] {
                assert_eq!(signal(user, Target::Process, id, number), Ended::ok(0));
                let waited = wait(user, false, Children::Process, id);
                assert_eq!(waited.status, Status::Ok, "{waited:?}");
            }
            assert!(is_exception(signal(user, Target::Process, id, 0), ErrorCode::NoSuchProcess));
        },
    );
}

#[test]
fn children_fill_the_quota_until_they_are_waited_for() {
    let mut kernel = Kernel::new();
    kernel.program("bin/child", |_| 0);
    kernel.program("main", |user| {
        for _ in 0..3 {
            assert_eq!(spawn(user).status, Status::Ok);
        }
        assert!(is_exception(spawn(user), ErrorCode::QuotaExceeded));
        for _ in 0..3 {
            assert_eq!(wait(user, false, Children::Any, 0).status, Status::Ok);
        }
        assert_eq!(spawn(user).status, Status::Ok);
        0
    });
    kernel.process("main", GRANTS).processes = 3;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn groups_are_for_children_of_the_session() {
    run(
        |user| {
            loop {
                user.spin();
            }
        },
        |user| {
            let id = user.results(spawn(user))[2];
            let set = |process: u64, group: u64| {
                user.call::<SetGroup>(user.handle("self"), |mut params| {
                    params.set_process(process);
                    params.set_group(group);
                })
            };
            assert_eq!(set(id, 0), Ended::ok(0));
            let ids = user.call::<GetIds>(user.handle("self"), |mut params| params.set_process(id));
            assert_eq!(user.results(ids)[1..4][2], id, "its own group");
            assert!(is_exception(set(id, 99_999), ErrorCode::NotPermitted));
            assert!(is_exception(set(99_999, 0), ErrorCode::NoSuchProcess));
            assert!(is_exception(set(0, 0), ErrorCode::NotPermitted), "the leader of a session");
            assert_eq!(signal(user, Target::Group, id, 9), Ended::ok(0));
            assert_eq!(wait(user, false, Children::Group, id).status, Status::Ok);
        },
    );
}

#[test]
fn a_copy_begins_where_it_is_told_with_memory_of_its_own() {
    let mut kernel = Kernel::new();
    let entry = kernel.program_at("bin/copy", |user| {
        let mut word = [0; 8];
        user.read(user.bulk_address(), &mut word);
        user.write(user.bulk_address(), &[9; 8]);
        i32::from(word != [5; 8])
    });
    kernel.program("main", move |user| {
        user.write(user.bulk_address(), &[5; 8]);
        let forked = user.call::<Fork>(user.handle("forker"), |mut params| {
            params.set_entry(entry);
            params.set_stack(user.stack());
            params.set_argument(user.start());
        });
        assert_eq!(forked.status, Status::Ok, "{forked:?}");
        let waited = wait(user, false, Children::Any, 0);
        assert_eq!(waited.status, Status::Ok, "{waited:?}");
        let mut word = [0; 8];
        user.read(user.bulk_address(), &mut word);
        assert_eq!(word, [5; 8], "what the copy wrote is the copy's");
        0
    });
    kernel.process("main", GRANTS);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}
