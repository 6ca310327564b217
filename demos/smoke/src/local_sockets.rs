//! LocalSocket: pairs, names and capabilities in messages; with a child as the peer, and misused.

use alloc::vec;

use capos_rt::call::{Bulk, Wait};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::{Fault, Handle, Readiness, SocketReports};
use capos_rt::schema::methods::{local_socket, timer};
use capos_rt::startup::granted;
use capos_rt::{
    Capability, ChannelFactory, Error, Grant, Interface, LocalName, LocalSocket, LocalSocketKind, Namespace,
    ProcessSpawner, Quota, ReceivedLocal, ReceivedRight, Result, SocketOption, Taking,
};

use crate::check::Check;
use crate::processes::{handle, launch};
use crate::raw::{fault, submission};

const O_NONBLOCK: u32 = 0o4000;
const NO_RIGHT: ReceivedRight = ReceivedRight { handle: Handle::NONE, interface: None };
const NO_RIGHTS: &[u32] = &[];

fn refused(code: ErrorCode) -> Option<Error> {
    Some(Error::Exception(code))
}

fn send(socket: &Capability<LocalSocket>, bytes: &[u8], rights: &[u32]) -> Result<usize> {
    socket.send(Bulk::From(bytes), None, rights, Handle::NONE, Wait::Block)
}

fn receive(
    socket: &Capability<LocalSocket>,
    buffer: &mut [u8],
    rights: &mut [ReceivedRight],
) -> Result<ReceivedLocal> {
    socket.receive(Bulk::To(buffer), Taking::Consume, Wait::Block, rights, |_| ())
}

pub fn run(check: &mut Check) {
    let Some(factory) = granted::<ChannelFactory>("channels") else {
        return check.that(false, "a ChannelFactory was granted");
    };
    pairs(check, &factory);
    names(check, &factory);
    misuse(check, &factory);
    death(check, &factory);
    quota(check, &factory);
}

fn pairs(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let Some((one, other)) =
        check.works(factory.create_socket_pair(LocalSocketKind::Packets), "local sockets in pairs")
    else {
        return;
    };
    let mut buffer = [0; 8];
    check.equal(send(&one, b"packet", NO_RIGHTS), Ok(6), "a packet is sent");
    let cut = receive(&other, &mut buffer[..3], &mut []);
    check.equal(
        cut.map(|cut| (cut.moved, cut.length, cut.sender)),
        Ok((3, 6, None)),
        "and cut to the room for it",
    );
    check.works(other.set_option(SocketOption::Reports, SocketReports::SENDER), "it can tell the sender");
    check.equal(send(&one, b"told", &[factory.handle().bits()]), Ok(4), "a packet with a capability");
    let mut rights = [NO_RIGHT; 2];
    let told = receive(&other, &mut buffer, &mut rights);
    let peer = other.peer().ok();
    check.that(
        told.is_ok_and(|told| told.sender == peer && told.rights == 1),
        "comes from whoever made the pair",
    );
    let copy = Capability::<ChannelFactory>::from_handle(rights[0].handle);
    check.that(rights[0].interface == Some(Interface::ChannelFactory), "the capability is what it was");
    check.works(copy.create_pipe(0), "and can be used");
    check.works(one.set_flags(O_NONBLOCK), "status flags can be set");
    let nothing = receive(&one, &mut buffer, &mut []).err();
    check.equal(nothing, refused(ErrorCode::WouldBlock), "an empty one with O_NONBLOCK would block");
    check.works(one.shutdown(false, true), "one direction ends");
    check.equal(receive(&other, &mut buffer, &mut []).map(|end| end.moved), Ok(0), "which the peer reads");
    check.equal(send(&one, b"x", NO_RIGHTS).err(), refused(ErrorCode::Closed), "nothing more is sent there");
}

/// A connection by a file's name, and by a name that nobody has.
fn names(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let Some(files) = granted::<Namespace>("files") else {
        return check.that(false, "a Namespace was granted");
    };
    let made =
        (factory.create_socket(LocalSocketKind::Stream), factory.create_socket(LocalSocketKind::Stream));
    let (Ok(listener), Ok(client)) = made else { return check.that(false, "single sockets can be made") };
    let at = |path| LocalName { namespace: files.handle(), path, directory: Handle::NONE };
    let early = client.connect(Some(at(b"/local"))).err();
    check.equal(early, refused(ErrorCode::NotFound), "nobody is found without a file");
    check.works(listener.bind(at(b"/local"), 0o600), "a name is a file");
    let silent = client.connect(Some(at(b"/local"))).err();
    check.equal(silent, refused(ErrorCode::ConnectionRefused), "at which somebody has to listen");
    check.works(listener.listen(1), "who does");
    check.works(client.connect(Some(at(b"/local"))), "is found");
    check.equal(listener.poll(Readiness::READABLE, true), Ok(Readiness::READABLE), "POLL tells the listener");
    let Some(server) = check.works(listener.accept(Wait::Block), "which accepts") else { return };
    let named = server.names(|own, remote| own == b"/local" && remote.is_empty());
    check.equal(named, Ok(true), "the connection has its name");
    check.equal(send(&client, b"by name", NO_RIGHTS), Ok(7), "bytes go through");
    let mut buffer = [0; 8];
    check.equal(receive(&server, &mut buffer, &mut []).map(|got| got.moved), Ok(7), "and arrive");
    check.that(&buffer[..7] == b"by name", "as they were");
    drop(listener);
    let Ok(late) = factory.create_socket(LocalSocketKind::Stream) else { return };
    let late = late.connect(Some(at(b"/local"))).err();
    check.equal(
        late,
        refused(ErrorCode::ConnectionRefused),
        "the file outlives the socket, and leads nowhere",
    );
    check.works(files.remove(Handle::NONE, b"/local", false), "until it is removed");
}

fn misuse(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let Ok((one, other)) = factory.create_socket_pair(LocalSocketKind::Stream) else {
        return check.that(false, "another pair");
    };
    let mut bad = submission::<local_socket::Send>(one.handle());
    (bad.bulk_address, bad.bulk_length) = (0x10_0000_0000, 16);
    check.equal(fault(&bad), Some(Fault::BulkAddress), "bytes that are not there are a fault");
    let foreign = submission::<timer::SleepUntil>(one.handle());
    check.equal(fault(&foreign), Some(Fault::WrongInterface), "so is another interface's method");
    check.equal(send(&one, b"x", &[one.handle().bits()]).err(), None, "a socket may be sent to its peer");
    let mut buffer = [0; 4];
    let mut rights = [NO_RIGHT; 1];
    let came = receive(&other, &mut buffer, &mut rights);
    check.that(came.is_ok_and(|came| came.rights == 1), "who gets it");
    drop(Capability::<LocalSocket>::from_handle(rights[0].handle));
    let nobody = one.send(Bulk::From(b"x"), None, NO_RIGHTS, one.handle(), Wait::Block).err();
    check.equal(nobody, refused(ErrorCode::InvalidArgument), "no identity but a Namespace's is shown");
    let unknown = one.set_option(SocketOption::Reports, !0).err();
    check.equal(unknown, refused(ErrorCode::InvalidArgument), "bits that mean nothing are refused");
    let other_kind = one.option(SocketOption::NoDelay).err();
    check.equal(other_kind, refused(ErrorCode::NotSupported), "and other sockets' options");
    let stale = one.handle();
    drop(one);
    let gone = submission::<local_socket::GetState>(stale);
    check.equal(fault(&gone), Some(Fault::StaleHandle), "a released handle is stale");
    check.equal(receive(&other, &mut buffer, &mut []).map(|end| end.moved), Ok(0), "the peer reads the end");
}

fn death(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let (Ok((ours, theirs)), Some(spawner)) =
        (factory.create_socket_pair(LocalSocketKind::Stream), granted::<ProcessSpawner>("spawner"))
    else {
        return check.that(false, "a pair and a spawner");
    };
    let grants = [
        Grant { name: "console", capability: handle("console") },
        Grant { name: "in", capability: theirs.handle() },
    ];
    let child = spawner.spawn("bin/smoke", &grants, Quota::default(), &launch("spin"));
    drop(theirs);
    let Some(child) = check.works(child, "a child gets one end by its grants") else { return };
    check.equal(send(&ours, b"unread", NO_RIGHTS), Ok(6), "it is sent something");
    check.works(child.kill(), "and killed");
    let mut buffer = [0; 1];
    let reset = receive(&ours, &mut buffer, &mut []).err();
    check.equal(reset, refused(ErrorCode::ConnectionReset), "its death resets");
    check.equal(receive(&ours, &mut buffer, &mut []).map(|end| end.moved), Ok(0), "the connection");
    check.equal(send(&ours, b"x", NO_RIGHTS).err(), refused(ErrorCode::Closed), "which is over");
}

fn quota(check: &mut Check, factory: &Capability<ChannelFactory>) {
    let mut sockets = vec![];
    let error = loop {
        match factory.create_socket(LocalSocketKind::Datagram) {
            Ok(socket) => sockets.push(socket),
            Err(error) => break error,
        }
    };
    let expected = [ErrorCode::QuotaExceeded, ErrorCode::TooManyHandles].map(Error::Exception);
    check.that(expected.contains(&error), "the quota ends the making of local sockets");
    check.that(sockets.len() > 10, "but not at once");
    sockets.clear();
    check.works(factory.create_socket(LocalSocketKind::Datagram), "and takes back what was given up");
}
