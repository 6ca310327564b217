//! BlockDevice: blocks of a disk, and each misuse.

use capos_schema::Interface;
use capos_schema::abi::Fault;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::block_device::{Flush, GetInfo, Read, ReadOnly, Write};

use super::fixture::{BAD_ADDRESSES, bulk, faulted, read, refused, word, works, write};
use crate::testing::{Kernel, User};

const BLOCK: usize = 512;

fn check(blocks: usize, main: impl Fn(&User, u32) -> i32 + Clone + Send + Sync + 'static) {
    let mut kernel = Kernel::new();
    kernel.machine.add_disk((0..blocks * BLOCK).map(|at| (at / BLOCK) as u8).collect());
    kernel.program("main", move |user| main(user, user.handle("disk")));
    kernel.process("main", &[]).grants.push(("disk", Interface::BlockDevice, "0"));
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
}

#[test]
fn blocks_are_read_and_written() {
    check(400, |user, disk| {
        let info = user.call::<GetInfo>(disk, |_| {});
        works(info);
        assert_eq!(user.results(info)[2], 400);
        let bytes = read::<Read>(user, disk, 3 * BLOCK, |mut params| params.set_block(7));
        assert!(bytes.chunks(BLOCK).zip(7..).all(|(block, number)| block.iter().all(|byte| *byte == number)));
        let written = write::<Write>(user, disk, &[9; 2 * BLOCK], |mut params| params.set_block(398));
        assert_eq!(written.value, 2 * BLOCK as u64);
        works(user.call::<Flush>(disk, |_| {}));
        let bytes = read::<Read>(user, disk, 2 * BLOCK, |mut params| params.set_block(398));
        assert!(bytes.iter().all(|byte| *byte == 9));
        assert!(read::<Read>(user, disk, 0, |mut params| params.set_block(400)).is_empty());
        0
    });
}

#[test]
fn what_is_not_there_is_refused() {
    check(10, |user, disk| {
        for (block, length, error) in [
            (0, 100, ErrorCode::InvalidArgument),
            (9, 2 * BLOCK as u64, ErrorCode::OutOfRange),
            (u64::MAX, BLOCK as u64, ErrorCode::OutOfRange),
            (11, 0, ErrorCode::OutOfRange),
        ] {
            let address = user.bulk_address();
            refused(bulk::<Read>(user, disk, address, length, |mut params| params.set_block(block)), error);
            refused(bulk::<Write>(user, disk, address, length, |mut params| params.set_block(block)), error);
        }
        for address in BAD_ADDRESSES {
            let ended = bulk::<Read>(user, disk, address, BLOCK as u64, |mut params| params.set_block(0));
            assert!(matches!(ended.status, capos_schema::abi::Status::Fault), "{ended:?}");
        }
        faulted(
            user.cap_call(&capos_schema::abi::Submission {
                method: 77,
                ..user.prepare::<Flush>(disk, |_| {})
            }),
            Fault::Method,
        );
        0
    });
}

#[test]
fn a_narrower_capability_can_not_write() {
    check(10, |user, disk| {
        let narrower = word(user, user.call::<ReadOnly>(disk, |_| {})) as u32;
        let bytes = read::<Read>(user, narrower, BLOCK, |mut params| params.set_block(3));
        assert!(bytes.iter().all(|byte| *byte == 3));
        let ended = write::<Write>(user, narrower, &[1; BLOCK], |mut params| params.set_block(3));
        refused(ended, ErrorCode::ReadOnly);
        refused(user.call::<Flush>(narrower, |_| {}), ErrorCode::ReadOnly);
        let again = word(user, user.call::<ReadOnly>(narrower, |_| {})) as u32;
        refused(
            write::<Write>(user, again, &[1; BLOCK], |mut params| params.set_block(3)),
            ErrorCode::ReadOnly,
        );
        0
    });
}

#[test]
fn a_disk_that_fails_is_an_error() {
    let mut kernel = Kernel::new();
    kernel.machine.add_disk(vec![0; 10 * BLOCK]);
    kernel.machine.break_disk(0, true);
    kernel.program("main", |user| {
        let disk = user.handle("disk");
        let address = user.bulk_address();
        refused(bulk::<Read>(user, disk, address, 512, |mut params| params.set_block(0)), ErrorCode::IoError);
        refused(user.call::<Flush>(disk, |_| {}), ErrorCode::IoError);
        0
    });
    kernel.process("main", &[]).grants.push(("disk", Interface::BlockDevice, "0"));
    assert_eq!(kernel.run().status, 0);
}

#[test]
fn a_disk_that_is_not_there_or_a_volume_is_not_granted() {
    let mut kernel = Kernel::new();
    kernel.program("main", |_| 0);
    kernel.process("main", &[]).grants.push(("disk", Interface::BlockDevice, "0"));
    let outcome = kernel.run();
    assert!(outcome.status == 1 && outcome.log.contains("the kernel has no such object"), "{}", outcome.log);

    let mut kernel = Kernel::new();
    kernel.machine.add_disk(crate::testing::image(16384, &[]));
    kernel.package.disk = Some(2048);
    kernel.program("main", |_| 0);
    kernel.process("main", &[]).grants.push(("disk", Interface::BlockDevice, "0"));
    let outcome = kernel.run();
    assert!(outcome.status == 1 && outcome.log.contains("the kernel has no such object"), "{}", outcome.log);
}
