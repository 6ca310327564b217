//! What a TcpSocket waits for when it is flushed, or looked at for everything.

use capos_schema::abi::{Fault, Operation, SubmissionFlags};
use capos_schema::methods::tcp_socket::{Flush, Receive, Shutdown};

use super::fixture::{faulted, works};
use super::tcp_sockets::{GRANTS, pair, receive, send};
use crate::testing::Kernel;

#[test]
fn a_flush_ends_at_once_within_the_machine() {
    Kernel::check(&GRANTS, |user| {
        let (client, server) = pair(user);
        works(send(user, client, b"taken"));
        works(user.call::<Flush>(client, |mut params| params.set_deadline(u64::MAX)));
        assert_eq!(receive(user, server, 10, false).unwrap(), b"taken");
        works(user.operation(Operation::Release, client, 0));
        faulted(user.call::<Flush>(client, |_| {}), Fault::StaleHandle);
        faulted(user.call::<Flush>(user.handle("timer"), |_| {}), Fault::WrongInterface);
        0
    });
}

#[test]
fn a_look_for_everything_does_not_take_less_if_it_may_wait() {
    Kernel::check(&GRANTS, |user| {
        let (client, server) = pair(user);
        let look = |room: u64, flags| {
            let mut look = user.prepare::<Receive>(server, |mut params| {
                params.set_peek(true);
                params.set_whole(true);
            });
            (look.bulk_address, look.bulk_length, look.flags) = (user.bulk_address(), room, flags);
            user.cap_call(&look)
        };
        works(send(user, client, b"part"));
        // Who does not wait is content with a part.
        assert_eq!(look(10, SubmissionFlags::NO_WAIT).value, 4);
        assert_eq!(look(4, 0).value, 4);
        works(send(user, client, b"s"));
        works(user.call::<Shutdown>(client, |mut params| params.set_send(true)));
        assert_eq!(look(10, 0).value, 5);
        assert_eq!(receive(user, server, 10, false).unwrap(), b"parts");
        0
    });
}
