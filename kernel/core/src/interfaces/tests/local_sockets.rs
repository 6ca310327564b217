//! LocalSocket as processes use and misuse it.

use capos_schema::Interface;
use capos_schema::abi::{Fault, Operation, Readiness, SocketReports, Status, Submission, SubmissionFlags};
use capos_schema::capos_capnp::{ErrorCode, LocalSocketKind, SocketOption, local_socket};
use capos_schema::methods::channel_factory::{CreatePipe, CreateSocket, CreateSocketPair};
use capos_schema::methods::local_socket::{
    Accept, Bind, Connect, GetNames, GetOption, GetPeer, GetState, Listen, Receive, Send, SetFlags,
    SetOption, Shutdown, TakeError,
};
use capos_schema::methods::namespace::Assume;
use capos_schema::methods::pipe::Read;

use super::fixture::{BAD_ADDRESSES, bulk, faulted, read, refused, word, works, write};
use crate::call::Ended;
use crate::testing::{Kernel, User, read_results};

const NON_BLOCKING: u32 = 0o4000;

const GRANTS: [(&str, Interface); 1] = [("channels", Interface::ChannelFactory)];

fn pair(user: &User, kind: LocalSocketKind) -> (u32, u32) {
    let ended = user.call::<CreateSocketPair>(user.handle("channels"), |mut params| params.set_kind(kind));
    let handles = word(user, ended);
    (handles as u32, (handles >> 32) as u32)
}

fn socket(user: &User, kind: LocalSocketKind) -> u32 {
    let ended = user.call::<CreateSocket>(user.handle("channels"), |mut params| params.set_kind(kind));
    word(user, ended) as u32
}

fn release(user: &User, handle: u32) {
    works(user.operation(Operation::Release, handle, 0));
}

fn do_not_wait(user: &User, handles: &[u32]) {
    for handle in handles {
        works(user.call::<SetFlags>(*handle, |mut params| params.set_flags(NON_BLOCKING)));
    }
}

fn send(user: &User, handle: u32, bytes: &[u8], rights: &[u32]) -> Ended {
    write::<Send>(user, handle, bytes, |mut params| params.set_rights(rights))
}

fn receive(user: &User, handle: u32, length: usize) -> Vec<u8> {
    read::<Receive>(user, handle, length, |mut params| params.set_rights(0))
}

/// Receives a byte and the capabilities with it, and whether some were lost.
fn receive_rights(user: &User, handle: u32, room: u32) -> (Vec<u32>, bool) {
    let ended = bulk::<Receive>(user, handle, user.bulk_address(), 1, |mut params| params.set_rights(room));
    works(ended);
    read_results::<local_socket::receive_results::Owned, _>(user, ended, |results| {
        let rights = results.get_rights().expect("a list");
        let handles = rights.iter().map(|right| right.get_capability()).collect();
        (handles, results.get_rights_lost())
    })
}

fn named(user: &User, path: &[u8], bind: Option<u32>, handle: u32) -> Ended {
    let root = user.handle("root");
    match bind {
        Some(mode) => user.call::<Bind>(handle, |mut params| {
            params.set_mode(mode);
            let mut name = params.init_at();
            name.set_namespace(root);
            name.set_path(path);
        }),
        None => user.call::<Connect>(handle, |params| {
            let mut name = params.init_to();
            name.set_namespace(root);
            name.set_path(path);
        }),
    }
}

fn readiness(user: &User, handle: u32) -> Readiness {
    let poll = Submission {
        capability: handle,
        flags: SubmissionFlags::NO_WAIT,
        bulk_address: u64::from(Readiness::READABLE.union(Readiness::WRITABLE).0),
        ..Submission::empty(Operation::Poll)
    };
    let ended = user.cap_call(&poll);
    Readiness(if ended.status == Status::Ok { ended.value as u32 } else { 0 })
}

/// Runs a program that has a volume.
fn with_files(program: fn(&User) -> i32) {
    let mut kernel = Kernel::new();
    kernel.package.ram = Some(64);
    kernel.program("main", program);
    kernel.process("main", &GRANTS).binds = vec![("/", "ram", "")];
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn streams_join_and_messages_do_not() {
    Kernel::check(&GRANTS, |user| {
        let (one, other) = pair(user, LocalSocketKind::Stream);
        for bytes in [&b"first "[..], b"second", b""] {
            assert_eq!(send(user, one, bytes, &[]).value, bytes.len() as u64);
        }
        assert_eq!(receive(user, other, 3), b"fir");
        assert_eq!(receive(user, other, 100), b"st second");
        for kind in [LocalSocketKind::Datagram, LocalSocketKind::Packets] {
            let (one, other) = pair(user, kind);
            works(send(user, one, b"first", &[]));
            works(send(user, one, b"second", &[]));
            assert_eq!(receive(user, other, 3), b"fir");
            assert_eq!(receive(user, other, 100), b"second");
        }
        0
    });
}

#[test]
fn peers_that_are_gone() {
    Kernel::check(&GRANTS, |user| {
        let (one, other) = pair(user, LocalSocketKind::Stream);
        works(send(user, one, b"rest", &[]));
        release(user, one);
        assert_eq!(receive(user, other, 100), b"rest");
        assert_eq!(receive(user, other, 100), b"");
        refused(send(user, other, b"x", &[]), ErrorCode::Closed);
        assert!(readiness(user, other).0 & Readiness::HANG_UP.0 != 0);
        // What the peer did not read is told once.
        let (one, other) = pair(user, LocalSocketKind::Stream);
        works(send(user, one, b"unread", &[]));
        release(user, other);
        let ended = bulk::<Receive>(user, one, user.bulk_address(), 1, |_| {});
        refused(ended, ErrorCode::ConnectionReset);
        assert_eq!(receive(user, one, 1), b"");
        assert_eq!(word(user, user.call::<TakeError>(one, |_| {})), 0);
        let (one, other) = pair(user, LocalSocketKind::Datagram);
        release(user, other);
        refused(send(user, one, b"x", &[]), ErrorCode::ConnectionRefused);
        0
    });
}

#[test]
fn without_waiting() {
    Kernel::check(&GRANTS, |user| {
        let (one, other) = pair(user, LocalSocketKind::Stream);
        do_not_wait(user, &[one, other]);
        refused(bulk::<Receive>(user, other, user.bulk_address(), 1, |_| {}), ErrorCode::WouldBlock);
        let mut sent = 0;
        loop {
            let ended = send(user, one, &[7; 8000], &[]);
            if ended.status != Status::Ok {
                refused(ended, ErrorCode::WouldBlock);
                break;
            }
            sent += ended.value;
        }
        assert!(sent > 100_000, "{sent}");
        assert_eq!(readiness(user, one), Readiness::NONE);
        let mut received = 0;
        while received < sent {
            received += receive(user, other, 8000).len() as u64;
        }
        assert_eq!(received, sent);
        assert_eq!(readiness(user, one), Readiness::WRITABLE);
        works(user.call::<Shutdown>(one, |mut params| params.set_send(true)));
        assert_eq!(receive(user, other, 1), b"");
        refused(send(user, one, b"x", &[]), ErrorCode::Closed);
        0
    });
}

#[test]
fn capabilities_travel() {
    Kernel::check(&GRANTS, |user| {
        let (one, other) = pair(user, LocalSocketKind::Stream);
        let pipe = word(user, user.call::<CreatePipe>(user.handle("channels"), |_| {}));
        let (reader, writer) = (pipe as u32, (pipe >> 32) as u32);
        works(send(user, one, b"xyz", &[writer, writer, writer]));
        release(user, writer);
        let (rights, lost) = receive_rights(user, other, 2);
        assert_eq!((rights.len(), lost), (2, true));
        works(write::<capos_schema::methods::pipe::Write>(user, rights[0], b"via", |_| {}));
        assert_eq!(read::<Read>(user, reader, 9, |_| {}), b"via");
        rights.iter().for_each(|right| release(user, *right));
        assert_eq!(read::<Read>(user, reader, 9, |_| {}), b"");
        assert_eq!(receive(user, other, 9), b"yz");
        // What nobody receives goes with the socket.
        let pipe = word(user, user.call::<CreatePipe>(user.handle("channels"), |_| {}));
        let (reader, writer) = (pipe as u32, (pipe >> 32) as u32);
        works(send(user, one, b"x", &[writer]));
        release(user, writer);
        release(user, other);
        assert_eq!(read::<Read>(user, reader, 9, |_| {}), b"");
        0
    });
}

#[test]
fn sockets_do_not_nest() {
    Kernel::check(&GRANTS, |user| {
        let (one, other) = pair(user, LocalSocketKind::Stream);
        let (third, fourth) = pair(user, LocalSocketKind::Stream);
        // Into itself.
        refused(send(user, one, b"x", &[other]), ErrorCode::TooManyLinks);
        // Its peer may: nothing of it lies there.
        works(send(user, one, b"x", &[one]));
        // A socket that holds one may not travel, and one that travels may not be given any.
        refused(send(user, third, b"x", &[other]), ErrorCode::TooManyLinks);
        refused(send(user, other, b"x", &[third]), ErrorCode::TooManyLinks);
        let (rights, _) = receive_rights(user, other, 1);
        release(user, rights[0]);
        works(send(user, third, b"x", &[other]));
        // All of it goes with the last that anybody holds.
        for handle in [one, other, third, fourth] {
            release(user, handle);
        }
        0
    });
}

#[test]
fn names_are_files() {
    with_files(|user| {
        let listener = socket(user, LocalSocketKind::Stream);
        let client = socket(user, LocalSocketKind::Stream);
        refused(named(user, b"/s", None, client), ErrorCode::NotFound);
        refused(user.call::<Listen>(listener, |_| {}), ErrorCode::InvalidArgument);
        works(named(user, b"/s", Some(0o700), listener));
        refused(named(user, b"/s", Some(0o700), client), ErrorCode::AlreadyExists);
        refused(named(user, b"/t", Some(0o700), listener), ErrorCode::InvalidArgument);
        refused(named(user, b"/s", None, client), ErrorCode::ConnectionRefused);
        works(user.call::<Listen>(listener, |mut params| params.set_backlog(1)));
        do_not_wait(user, &[listener, client]);
        refused(user.call::<Accept>(listener, |_| {}), ErrorCode::WouldBlock);
        works(named(user, b"/s", None, client));
        let second = socket(user, LocalSocketKind::Stream);
        do_not_wait(user, &[second]);
        refused(named(user, b"/s", None, second), ErrorCode::WouldBlock);
        works(send(user, client, b"early", &[]));
        // A socket that nobody has accepted takes no sockets.
        refused(send(user, client, b"x", &[second]), ErrorCode::WouldBlock);
        let server = word(user, user.call::<Accept>(listener, |_| {})) as u32;
        assert_eq!(receive(user, server, 9), b"early");
        let names = user.call::<GetNames>(server, |_| {});
        read_results::<local_socket::get_names_results::Owned, _>(user, names, |names| {
            assert_eq!(names.get_local().expect("a name"), b"/s");
            assert_eq!(names.get_remote().expect("none"), b"");
        });
        works(user.call::<GetPeer>(client, |_| {}));
        let packets = socket(user, LocalSocketKind::Packets);
        refused(named(user, b"/s", None, packets), ErrorCode::NotSupported);
        works(named(user, b"/s", None, second));
        release(user, listener);
        assert_eq!(receive(user, second, 9), b"");
        refused(named(user, b"/s", None, packets), ErrorCode::ConnectionRefused);
        0
    });
}

#[test]
fn misuse() {
    with_files(|user| {
        let (one, other) = pair(user, LocalSocketKind::Stream);
        works(send(user, other, b"there", &[]));
        for address in BAD_ADDRESSES {
            faulted(bulk::<Send>(user, one, address, 8, |_| {}), Fault::BulkAddress);
            faulted(bulk::<Receive>(user, one, address, 8, |_| {}), Fault::BulkAddress);
        }
        // Nothing was lost meanwhile.
        assert_eq!(receive(user, one, 9), b"there");
        faulted(send(user, one, b"x", &[0xdead]), Fault::BadHandle);
        let gone = socket(user, LocalSocketKind::Stream);
        release(user, gone);
        faulted(send(user, one, b"x", &[gone]), Fault::StaleHandle);
        faulted(user.call::<GetState>(gone, |_| {}), Fault::StaleHandle);
        refused(send(user, one, b"x", &[one; 65]), ErrorCode::InvalidArgument);
        refused(send(user, one, b"", &[user.handle("root")]), ErrorCode::InvalidArgument);
        refused(user.call::<Accept>(one, |_| {}), ErrorCode::InvalidArgument);
        let lone = socket(user, LocalSocketKind::Stream);
        refused(send(user, lone, b"x", &[]), ErrorCode::NotConnected);
        refused(bulk::<Receive>(user, lone, user.bulk_address(), 1, |_| {}), ErrorCode::NotConnected);
        refused(user.call::<GetPeer>(lone, |_| {}), ErrorCode::NotConnected);
        refused(user.call::<Connect>(lone, |_| {}), ErrorCode::InvalidArgument);
        refused(named(user, &[b'a'; 108], Some(0), lone), ErrorCode::InvalidArgument);
        refused(named(user, b"", Some(0), lone), ErrorCode::InvalidArgument);
        let wrong = user.call::<Bind>(lone, |params| {
            let mut name = params.init_at();
            name.set_namespace(one);
            name.set_path(b"/s");
        });
        refused(wrong, ErrorCode::InvalidArgument);
        // A name that could not be made is not kept.
        refused(named(user, b"/none/s", Some(0), lone), ErrorCode::NotFound);
        works(named(user, b"/s", Some(0o600), lone));
        0
    });
}

#[test]
fn the_quota_bounds_sockets_and_what_waits_in_them() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let pairs = [0; 4].map(|_| pair(user, LocalSocketKind::Stream));
        let mut total = 0;
        for (one, other) in pairs {
            do_not_wait(user, &[one, other]);
            let mut sent = 0;
            let refusal = loop {
                let ended = send(user, one, &[1; 1000], &[]);
                if ended.status != Status::Ok {
                    break ended;
                }
                sent += ended.value;
            };
            refused(refusal, ErrorCode::WouldBlock);
            // The first page is there whatever the others hold.
            assert!(sent > 3000, "{sent}");
            total += sent;
        }
        assert!(total < 120 * 4096, "with the pages of the quota: {total}");
        let made = (0..200)
            .map(|_| user.call::<CreateSocket>(user.handle("channels"), |_| {}))
            .find(|made| made.status != Status::Ok);
        refused(made.expect("a limit"), ErrorCode::QuotaExceeded);
        // What was in a socket goes with it, and its pages are there again.
        release(user, pairs[0].0);
        release(user, pairs[0].1);
        works(user.call::<CreateSocket>(user.handle("channels"), |_| {}));
        0
    });
    kernel.process("main", &GRANTS).memory_pages = 120;
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn who_sent_is_told_to_whom_wants_it() {
    with_files(|user| {
        let (one, other) = pair(user, LocalSocketKind::Stream);
        let change = |handle: u32, option, value: u64| {
            user.call::<SetOption>(handle, |mut params| {
                params.set_option(option);
                params.set_value(value);
            })
        };
        let sender = || {
            let ended = bulk::<Receive>(user, other, user.bulk_address(), 64, |_| {});
            works(ended);
            read_results::<local_socket::receive_results::Owned, _>(user, ended, |results| {
                let sender = results.get_sender().unwrap();
                (ended.value, sender.get_process() != 0, sender.get_user(), sender.get_group())
            })
        };
        let send_as =
            |identity: u32| write::<Send>(user, one, b"as", |mut params| params.set_identity(identity));
        works(send(user, one, b"untold", &[]));
        assert_eq!(sender(), (6, false, 0, 0));
        works(change(other, SocketOption::Reports, SocketReports::SENDER));
        let get = user.call::<GetOption>(other, |mut params| params.set_option(SocketOption::Reports));
        assert_eq!(word(user, get), SocketReports::SENDER);
        works(send(user, one, b"told", &[]));
        assert_eq!(sender(), (4, true, 0, 0));

        // As somebody else, by a Namespace of theirs. Bytes of two senders do not come at once.
        let assumed = user.call::<Assume>(user.handle("root"), |mut params| {
            params.set_user(1000);
            params.set_group(100);
        });
        let theirs = word(user, assumed) as u32;
        works(send(user, one, b"me", &[]));
        works(send_as(theirs));
        works(send_as(theirs));
        assert_eq!(sender(), (2, true, 0, 0));
        assert_eq!(sender(), (4, true, 1000, 100));

        refused(send_as(one), ErrorCode::InvalidArgument);
        refused(send_as(0x7fff_ffff), ErrorCode::InvalidArgument);
        refused(change(other, SocketOption::Reports, 2), ErrorCode::InvalidArgument);
        refused(change(other, SocketOption::NoDelay, 1), ErrorCode::NotSupported);
        works(change(other, SocketOption::Reports, 0));
        works(send_as(theirs));
        assert_eq!(sender(), (2, false, 0, 0));
        0
    });
}
