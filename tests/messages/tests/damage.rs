//! Whatever a damaged message is taken for, capnp's library takes it for the same; and reading never panics.

use capnp::message::{Reader, ReaderOptions, SegmentArray};
use capos_schema::message::{MessageBuilder, Struct, StructReader};
use proptest::prelude::*;

/// Reads with both libraries; a block answers `Option`, `None` for what is refused.
macro_rules! agree {
    ($bytes:expr, $($module:ident)::+, |$root:ident| $read:block) => {{
        let bytes: &[u8] = $bytes;
        let ours = {
            use capos_schema::capos_capnp as schema;
            let root = StructReader::root(bytes).map(schema::$($module)::+::Reader::from).ok();
            root.and_then(|$root| $read)
        };
        let theirs = {
            use capos_message_tests::capos_capnp as schema;
            let mut words = capnp::Word::allocate_zeroed_vec(bytes.len() / 8);
            capnp::Word::words_to_bytes_mut(&mut words).copy_from_slice(bytes);
            let segments = [capnp::Word::words_to_bytes(&words)];
            let message = Reader::new(SegmentArray::new(&segments), ReaderOptions::new());
            let root = message.get_root::<schema::$($module)::+::Reader<'_>>().ok();
            root.and_then(|$root| $read)
        };
        if ours.is_some() {
            assert_eq!(ours, theirs);
        }
        ours.is_some()
    }};
}

fn message<S: Struct>(fill: impl FnOnce(S::Builder<'_>)) -> Vec<u8> {
    let mut room = vec![0; 4096];
    let mut message = MessageBuilder::new(&mut room);
    fill(message.init_root::<S>());
    message.finish().expect("it fits").to_vec()
}

fn check_spawn(bytes: &[u8]) -> bool {
    agree!(bytes, process_spawner::spawn_params, |root| {
        let mut seen = vec![root.get_program().ok()?.as_bytes().to_vec()];
        for grant in root.get_grants().ok()?.iter() {
            seen.push(grant.get_name().ok()?.as_bytes().to_vec());
            seen.push(grant.get_capability().to_le_bytes().to_vec());
        }
        seen.push(root.get_quota().ok()?.get_memory_pages().to_le_bytes().to_vec());
        seen.push(vec![root.get_attributes().ok()?.get_new_session() as u8]);
        Some(seen)
    })
}

fn check_launch(bytes: &[u8]) -> bool {
    agree!(bytes, launch_parameters, |root| {
        let mut seen = vec![root.get_working_directory().ok()?.to_vec()];
        for argument in root.get_arguments().ok()?.iter() {
            seen.push(argument.ok()?.to_vec());
        }
        for descriptor in root.get_descriptors().ok()?.iter() {
            seen.push(descriptor.get_capability().ok()?.as_bytes().to_vec());
        }
        seen.push(root.get_creation_mask().to_le_bytes().to_vec());
        Some(seen)
    })
}

fn check_identity(bytes: &[u8]) -> bool {
    agree!(bytes, namespace::get_identity_results, |root| {
        let groups = root.get_groups().ok()?.iter().collect::<Vec<u32>>();
        Some((root.get_user(), groups))
    })
}

fn check_times(bytes: &[u8]) -> bool {
    agree!(bytes, time_change, |root| {
        Some(match root.which().ok()? {
            schema::time_change::Now(()) => (0, 0),
            schema::time_change::Keep(()) => (1, 0),
            schema::time_change::At(at) => (at.get_seconds(), at.get_nanoseconds()),
        })
    })
}

fn spawn() -> Vec<u8> {
    use capos_schema::capos_capnp::process_spawner::spawn_params;
    message::<spawn_params::Owned>(|mut root| {
        root.set_program("bin/program");
        let mut grants = root.reborrow().init_grants(2);
        grants.reborrow().get(0).set_name("one");
        grants.get(1).set_name("the other");
        root.init_quota().set_memory_pages(9);
    })
}

fn launch() -> Vec<u8> {
    use capos_schema::capos_capnp::launch_parameters;
    message::<launch_parameters::Owned>(|mut root| {
        let mut arguments = root.reborrow().init_arguments(2);
        arguments.set(0, b"first");
        arguments.set(1, b"second");
        root.set_working_directory(b"/");
        root.init_descriptors(1).get(0).set_capability("console");
    })
}

#[test]
fn whole_messages_are_read() {
    assert!(check_spawn(&spawn()));
    assert!(check_launch(&launch()));
    for bytes in [&[][..], &[0; 8][..]] {
        assert!(StructReader::root(bytes).is_ok());
    }
}

#[test]
fn what_is_cut_off_is_refused_or_the_same() {
    for length in (8..spawn().len()).step_by(8) {
        check_spawn(&spawn()[..length]);
    }
}

#[test]
fn what_no_message_is() {
    let root = |low: u64, high: u64| (low | high << 32).to_le_bytes();
    // Behind the end, before the start, a list, a far pointer, a capability.
    for word in [root(4, 1), root(0x8000_0000, 1), root(1, 0), root(2, 0), root(3, 0)] {
        assert!(StructReader::root(&word).is_err(), "{word:?}");
    }
    assert!(StructReader::root(&[0; 4]).is_err());
}

#[test]
fn elements_without_bytes_do_not_make_a_short_message_long() {
    use capos_schema::capos_capnp::launch_parameters;
    use capos_schema::message::Malformed;
    let mut bytes = launch();
    // The list of descriptors is the last: its tag says a billion structs of no size.
    let tag = bytes.chunks(8).position(|word| word == [4, 0, 0, 0, 1, 0, 1, 0]).expect("there") * 8;
    bytes[tag..tag + 8].copy_from_slice(&0xffff_fffcu64.to_le_bytes());
    let root = launch_parameters::Reader::from(StructReader::root(&bytes).expect("a root"));
    assert_eq!(root.get_descriptors().err(), Some(Malformed::Length));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn damaged_bytes(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        for (check, mut bytes) in [(check_spawn as fn(&[u8]) -> bool, spawn()), (check_launch, launch())] {
            for (at, value) in &damage {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            check(&bytes);
        }
    }

    #[test]
    fn small_words(words in prop::collection::vec((0..64u32, 0..16u16, 0..4u16), 1..24)) {
        let bytes: Vec<u8> = words.iter().flat_map(|(low, middle, high)| {
            (u64::from(*low) | u64::from(*middle) << 32 | u64::from(*high) << 48).to_le_bytes()
        }).collect();
        check_spawn(&bytes);
        check_launch(&bytes);
        check_identity(&bytes);
        check_times(&bytes);
    }
}
