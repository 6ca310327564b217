use std::vec::Vec;

use capos_schema::capos_capnp::process_spawner::spawn_params;
use proptest::prelude::*;

use super::{CallError, Message};
use crate::testing::message;

/// Reads all of a message as a method would.
fn read(bytes: &[u8]) -> Result<usize, CallError> {
    let message: Message<'_, spawn_params::Owned> = Message::new(bytes);
    let params = message.get()?;
    let mut length = params.get_program()?.to_str()?.len();
    for grant in params.get_grants()? {
        length += grant.get_name()?.to_str()?.len();
    }
    let _ = params.get_quota()?.get_memory_pages();
    Ok(length)
}

/// The bytes where messages are read from: aligned, as the kernel's buffers are.
fn aligned(bytes: &[u8]) -> Vec<u64> {
    bytes.chunks_exact(8).map(|word| u64::from_le_bytes(word.try_into().expect("8 bytes"))).collect()
}

fn read_words(words: &[u64]) -> Result<usize, CallError> {
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let mut room = vec![0u8; bytes.len() + 8];
    let start = room.as_ptr().align_offset(8);
    room[start..start + bytes.len()].copy_from_slice(&bytes);
    read(&room[start..start + bytes.len()])
}

fn sample() -> Vec<u64> {
    let bytes = message::<spawn_params::Owned>(|mut params| {
        params.set_program("bin/program");
        let mut grants = params.init_grants(2);
        grants.reborrow().get(0).set_name("one");
        grants.get(1).set_name("two");
    });
    aligned(&bytes)
}

#[test]
fn a_good_message_is_read() {
    assert_eq!(read_words(&sample()).ok(), Some(17));
}

#[test]
fn no_bytes_are_a_message_of_defaults() {
    assert_eq!(read_words(&[]).ok(), Some(0));
    assert_eq!(read_words(&[0]).ok(), Some(0));
}

#[test]
fn a_message_that_points_to_itself_comes_to_an_end() {
    // The root is a struct of pointers each of which points back to the root's.
    let back = |words: i32, low: u64| ((words as u32) << 2) as u64 | low | 4u64 << 48;
    assert!(read_words(&[back(0, 0), back(-2, 0), back(-3, 0), back(-4, 0), back(-5, 0)]).is_err());
}

#[test]
fn a_list_that_claims_more_than_there_is_is_refused() {
    let mut words = sample();
    // Every pointer word in turn claims the longest list of the largest elements.
    for index in 0..words.len() {
        let original = words[index];
        words[index] = original & 0xffff_ffff | 0xffff_ffff << 32 | 1;
        let _ = read_words(&words);
        words[index] = original;
    }
}

proptest! {
    #[test]
    fn random_words_never_panic(words in prop::collection::vec(any::<u64>(), 0..64)) {
        let _ = read_words(&words);
    }

    #[test]
    fn damaged_messages_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u64>()), 1..6)) {
        let mut words = sample();
        for (index, mask) in changes {
            let at = index.index(words.len());
            words[at] ^= mask;
        }
        let _ = read_words(&words);
    }
}
