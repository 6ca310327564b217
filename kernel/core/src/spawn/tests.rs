use std::vec::Vec;

use capos_schema::Interface;
use capos_schema::abi::limits::MAX_LAUNCH;
use capos_schema::abi::{Fault, Handle, Operation, Status, Submission};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::process_spawner::spawn_params;
use capos_schema::methods::process_handle::Wait;
use capos_schema::methods::process_spawner::Spawn;
use capos_schema::methods::system_info::Ping;

use crate::call::Ended;
use crate::testing::{Kernel, User, is_exception};

const GRANTS: &[(&str, Interface)] = &[
    ("spawner", Interface::ProcessSpawner),
    ("info", Interface::SystemInfo),
    ("memory", Interface::VirtualMemory),
];

fn spawn(user: &User, fill: impl FnOnce(spawn_params::Builder<'_>)) -> Ended {
    user.call::<Spawn>(user.handle("spawner"), fill)
}

fn status(user: &User, spawned: Ended) -> i32 {
    assert_eq!(spawned.status, Status::Ok, "{spawned:?}");
    let handle = user.results(spawned)[1] as u32;
    let waited = user.call::<Wait>(handle, |_| {});
    user.results(waited)[2] as i32
}

fn run(child: impl Fn(&User) -> i32 + Clone + Send + Sync + 'static, main: fn(&User)) {
    let mut kernel = Kernel::new();
    kernel.program("bin/child", child);
    kernel.package.files.push(("text", false, b"no program".to_vec()));
    kernel.package.files.push(("broken", true, b"\x7fELF and nothing more".to_vec()));
    kernel.program("main", move |user| {
        main(user);
        0
    });
    kernel.process("main", GRANTS);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn a_child_holds_its_grants_and_nothing_else() {
    let child = |user: &User| {
        let held = user.handle("mine");
        assert_eq!(user.call::<Ping>(held, |_| {}), Ended::ok(0));
        assert_eq!(user.handle("info"), 0);
        for bits in (0..64).flat_map(|index| [index, index | 1 << 16, index | 2 << 16]) {
            if bits != held {
                assert_eq!(user.operation(Operation::Duplicate, bits, 0).status, Status::Fault);
            }
        }
        17
    };
    run(child, |user| {
        let info = user.handle("info");
        let spawned = spawn(user, |mut params| {
            params.set_program("bin/child");
            let mut grants = params.init_grants(1);
            let mut grant = grants.reborrow().get(0);
            grant.set_name("mine");
            grant.set_capability(info);
        });
        assert_eq!(status(user, spawned), 17);
    });
}

#[test]
fn launch_parameters_arrive_unread() {
    let child = |user: &User| {
        let parameters = user.launch_parameters();
        let expected: Vec<u8> = (0..5001u32).map(|index| index as u8).collect();
        i32::from(parameters != expected)
    };
    run(child, |user| {
        let bytes: Vec<u8> = (0..5001u32).map(|index| index as u8).collect();
        let address = user.bulk_address() - 0x4000;
        user.write(address, &bytes);
        let with_bulk = |bulk_address: u64, bulk_length: u64| {
            let spawner = user.handle("spawner");
            let spawning = user.prepare::<Spawn>(spawner, |mut params| params.set_program("bin/child"));
            user.cap_call(&Submission { bulk_address, bulk_length, ..spawning })
        };
        assert_eq!(status(user, with_bulk(address, bytes.len() as u64)), 0);
        let refused = with_bulk(0x2000_0000_0000, 8);
        assert_eq!((refused.status, refused.detail), (Status::Fault, Fault::BulkAddress as u32));
        assert!(is_exception(with_bulk(address, MAX_LAUNCH as u64 + 8), ErrorCode::InvalidArgument));
    });
}

#[test]
fn refusals_name_their_code() {
    run(
        |_| 0,
        |user| {
            let info = user.handle("info");
            let program = |name: &'static str| spawn(user, move |mut params| params.set_program(name));
            assert!(is_exception(program("bin/none"), ErrorCode::NotFound));
            assert!(is_exception(program(""), ErrorCode::NotFound));
            assert!(is_exception(program("text"), ErrorCode::AccessDenied));
            assert!(is_exception(program("broken"), ErrorCode::NotExecutable));
            let grants = |names: &'static [&'static str], handle: u32| {
                spawn(user, move |mut params| {
                    params.set_program("bin/child");
                    let mut grants = params.init_grants(names.len() as u32);
                    for (index, name) in names.iter().enumerate() {
                        let mut grant = grants.reborrow().get(index as u32);
                        grant.set_name(name);
                        grant.set_capability(handle);
                    }
                })
            };
            assert!(is_exception(grants(&["a", "b", "a"], info), ErrorCode::AlreadyExists));
            assert!(is_exception(grants(&[""], info), ErrorCode::InvalidArgument));
            assert!(is_exception(grants(&["a\0b"], info), ErrorCode::InvalidArgument));
            assert!(is_exception(
                grants(&["a name that is longer than thirty-one"], info),
                ErrorCode::InvalidArgument
            ));
            assert!(is_exception(grants(&["a"], 0), ErrorCode::InvalidArgument));
            assert!(is_exception(grants(&["a"], info ^ 1 << 20), ErrorCode::InvalidArgument));
            assert_eq!(status(user, grants(&["a", "b"], info)), 0);
        },
    );
}

#[test]
fn a_childs_quota_is_a_part_of_its_parents() {
    run(
        |_| 0,
        |user| {
            let with = |pages: u64, capabilities: u32, processes: u32| {
                spawn(user, move |mut params| {
                    params.set_program("bin/child");
                    let mut quota = params.init_quota();
                    quota.set_memory_pages(pages);
                    quota.set_capabilities(capabilities);
                    quota.set_processes(processes);
                })
            };
            assert!(is_exception(with(1 << 40, 0, 0), ErrorCode::QuotaExceeded));
            assert!(is_exception(with(0, u32::MAX, 0), ErrorCode::QuotaExceeded));
            assert!(is_exception(with(0, 0, u32::MAX), ErrorCode::QuotaExceeded));
            assert!(is_exception(with(1, 0, 0), ErrorCode::QuotaExceeded), "too little to start with");
            assert_eq!(status(user, with(100, 4, 1)), 0);
        },
    );
}

#[test]
fn refused_spawns_leave_nothing_behind() {
    run(
        |_| 0,
        |user| {
            let refused = || {
                assert!(is_exception(
                    spawn(user, |mut params| params.set_program("broken")),
                    ErrorCode::NotExecutable
                ));
                let tight = spawn(user, |mut params| {
                    params.set_program("bin/child");
                    params.init_quota().set_memory_pages(12);
                });
                assert!(is_exception(tight, ErrorCode::QuotaExceeded));
            };
            refused();
            let free = capos_hal::frame::free();
            (0..50).for_each(|_| refused());
            assert_eq!(capos_hal::frame::free(), free);
        },
    );
}

#[test]
fn names_are_short_texts_without_nul() {
    use capos_schema::abi::capset::{CapSetEntry, CapabilityName};
    for length in 1..=31 {
        let name = "x".repeat(length);
        let entry = CapSetEntry::new(CapabilityName::new(name.as_bytes()).expect("a name"), 7, Handle::NONE);
        assert_eq!(entry.name(), name.as_bytes());
        assert!(entry.is_called(name.as_bytes()) && !entry.is_called(&name.as_bytes()[1..]));
        for place in 0..length {
            let mut wrong = name.clone().into_bytes();
            wrong[place] = 0;
            assert!(CapabilityName::new(&wrong).is_none(), "a NUL at {place} of {length}");
            wrong[place] = 0xff;
            assert!(CapabilityName::new(&wrong).is_none(), "no UTF-8 at {place} of {length}");
        }
    }
    assert!(CapabilityName::new("Grüße\u{7f}".as_bytes()).is_some());
    assert!(CapabilityName::new("Grüße\0".as_bytes()).is_none());
    assert!(CapabilityName::new(b"").is_none() && CapabilityName::new(&[b'x'; 32]).is_none());
    assert!(CapabilityName::new(b"abcdefgh1") != CapabilityName::new(b"abcdefgh2"));
}
