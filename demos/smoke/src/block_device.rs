//! BlockDevice: the role of a process that is granted a disk of 64 blocks, each of which holds its own number.

use capos_rt::error::ErrorCode;
use capos_rt::startup::granted;
use capos_rt::{BlockDevice, Capability, Error};

use crate::check::Check;

const BLOCK: usize = 512;
const BLOCKS: u64 = 64;

pub fn run(check: &mut Check) {
    let Some(disk) = granted::<BlockDevice>("disk") else {
        return check.that(false, "BlockDevice was granted");
    };
    let info = disk.info().map(|info| (info.block_size as usize, info.blocks, info.read_only));
    check.equal(info, Ok((BLOCK, BLOCKS, false)), "the disk says what it is");
    move_blocks(check, &disk);
    refuse(check, &disk);
    narrow(check, &disk);
}

fn move_blocks(check: &mut Check, disk: &Capability<BlockDevice>) {
    let mut blocks = [0; 3 * BLOCK];
    check.works(disk.read(7, &mut blocks), "blocks are read");
    let numbers = blocks.chunks(BLOCK).zip(7..);
    check.that(
        numbers.into_iter().all(|(block, number)| block.iter().all(|byte| *byte == number)),
        "as the host wrote them",
    );
    check.works(disk.write(20, &[0xc5; 2 * BLOCK]), "blocks are written");
    check.works(disk.flush(), "and flushed");
    check.works(disk.read(19, &mut blocks), "and read again");
    let expected = [[19; BLOCK], [0xc5; BLOCK], [0xc5; BLOCK]];
    check.that(blocks == *expected.as_flattened(), "where they were written and nowhere else");
    check.works(disk.read(BLOCKS, &mut []), "at the end nothing is read");
}

fn refuse(check: &mut Check, disk: &Capability<BlockDevice>) {
    let mut block = [0; BLOCK];
    let exception = |code| Err(Error::Exception(code));
    check.equal(disk.read(BLOCKS, &mut block), exception(ErrorCode::OutOfRange), "behind the end is nothing");
    check.equal(disk.write(u64::MAX, &block), exception(ErrorCode::OutOfRange), "nor far behind it");
    check.equal(
        disk.write(BLOCKS - 1, &[0; 2 * BLOCK]),
        exception(ErrorCode::OutOfRange),
        "nor half of what is written",
    );
    check.equal(
        disk.read(0, &mut block[..100]),
        exception(ErrorCode::InvalidArgument),
        "a part of a block is none",
    );
}

fn narrow(check: &mut Check, disk: &Capability<BlockDevice>) {
    let mut block = [0; BLOCK];
    let exception = Err(Error::Exception(ErrorCode::ReadOnly));
    let Some(reader) = check.works(disk.read_only(), "a capability that only reads can be made") else {
        return;
    };
    check.equal(reader.info().map(|info| info.read_only), Ok(true), "which says so");
    check.works(reader.read(63, &mut block), "it reads");
    check.equal(reader.write(63, &block), exception, "and does not write");
    check.equal(reader.flush(), exception, "nor flush");
    if let Some(again) = check.works(reader.read_only(), "what it makes is the same") {
        check.equal(again.write(63, &block), exception, "and no more");
    }
}
