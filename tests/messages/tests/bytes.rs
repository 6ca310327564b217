//! The same calls give the same bytes as with capnp's library.

use capnp::message::{Builder, HeapAllocator};
use capos_schema::message::MessageBuilder;
use proptest::prelude::*;

/// Fills a message of the type by both libraries and compares. `schema` in the block is the library's own.
macro_rules! same {
    ($($module:ident)::+, |$root:ident| $fill:block) => {{
        let ours = {
            use capos_schema::capos_capnp as schema;
            // What was there before must not show.
            let mut room = vec![0xa5; 1 << 16];
            let mut message = MessageBuilder::new(&mut room);
            #[allow(unused_mut)]
            let mut $root = message.init_root::<schema::$($module)::+::Owned>();
            $fill
            message.finish().expect("it fits").to_vec()
        };
        let theirs = {
            use capos_message_tests::capos_capnp as schema;
            let mut message = Builder::new(HeapAllocator::new().first_segment_words(1 << 13));
            #[allow(unused_mut)]
            let mut $root: schema::$($module)::+::Builder<'_> = message.init_root();
            $fill
            message.get_segments_for_output()[0].to_vec()
        };
        assert_eq!(ours, theirs);
    }};
}

#[test]
fn without_fields() {
    same!(file::read_params, |_root| {});
    same!(time_change, |root| {
        root.set_now(());
    });
}

#[test]
fn enums() {
    same!(file::seek_params, |root| {
        root.set_offset(-1);
        root.set_whence(schema::file::Whence::Hole);
    });
    same!(exception, |root| {
        root.set_code(schema::ErrorCode::InProgress);
        root.set_reason("field: why");
    });
}

proptest! {
    #[test]
    fn numbers(size: u64, mode: u32, inode: u64, seconds: i64, nanoseconds: u32, device: u64, user: u32) {
        same!(file_status, |root| {
            root.set_mode(mode);
            root.set_size(size);
            root.set_inode(inode);
            root.set_accessed_seconds(seconds);
            root.set_accessed_nanoseconds(nanoseconds);
            root.set_special_device(device);
            root.set_user_id(user);
        });
    }

    #[test]
    fn bits_and_small_numbers(bits: [bool; 4], signal: u8, code: i32, nice: i8, mask: u16) {
        same!(self_process::wait_child_params, |root| {
            root.set_ended(bits[0]);
            root.set_stopped(bits[1]);
            root.set_continued(bits[2]);
            root.set_keep(bits[3]);
            root.set_ended(bits[1]);
        });
        same!(signal_info, |root| {
            root.set_signal(signal);
            root.set_code(code);
        });
        same!(self_process::set_priority_params, |root| {
            root.set_nice(nice);
        });
        // It has a default.
        same!(launch_parameters, |root| {
            root.set_creation_mask(mask);
        });
    }

    #[test]
    fn texts_and_data(program: String, path: Vec<u8>, directory: u32) {
        same!(namespace::get_status_params, |root| {
            root.set_path(&path);
            root.set_directory(directory);
            root.set_follow_links(true);
        });
        same!(process_spawner::spawn_params, |root| {
            root.set_program(&program[..]);
        });
    }

    #[test]
    fn unions_and_groups(seconds: i64, nanoseconds: u32, signal: u8, status: i32) {
        same!(file_times, |root| {
            let mut at = root.reborrow().init_access().init_at();
            at.set_seconds(seconds);
            at.set_nanoseconds(nanoseconds);
            root.init_modification().set_keep(());
        });
        same!(self_process::wait_child_results, |root| {
            root.reborrow().init_state().set_stopped(signal);
            root.set_process(7);
        });
        same!(self_process::wait_child_results, |root| {
            root.init_state().init_ended().set_exited(status);
        });
    }

    #[test]
    fn lists(names in prop::collection::vec("[a-z]{0,20}", 0..9), groups: Vec<u32>, texts: Vec<Vec<u8>>) {
        same!(process_spawner::spawn_params, |root| {
            let mut grants = root.reborrow().init_grants(names.len() as u32);
            for (index, name) in names.iter().enumerate() {
                let mut grant = grants.reborrow().get(index as u32);
                grant.set_name(&name[..]);
                grant.set_capability(index as u32);
            }
            let mut quota = root.init_quota();
            quota.set_memory_pages(5);
        });
        same!(namespace::assume_params, |root| {
            #[allow(clippy::let_unit_value, reason = "one library answers with a result, the other with none")]
            let _ = root.set_groups(&groups[..]);
        });
        same!(launch_parameters, |root| {
            let mut arguments = root.init_arguments(texts.len() as u32);
            for (index, text) in texts.iter().enumerate() {
                arguments.set(index as u32, text);
            }
        });
    }
}

/// Structs that are the whole message of methods of several interfaces.
#[test]
fn shared_by_methods() {
    same!(status_flags, |root| {
        root.set_flags(0o4002);
    });
    same!(directions, |root| {
        root.set_send(true);
    });
    same!(socket_error, |root| {
        root.set_failed(true);
        root.set_code(schema::ErrorCode::ConnectionRefused);
    });
    same!(file::range_lock, |root| {
        root.set_kind(schema::file::LockKind::Exclusive);
        root.set_length(u64::MAX);
        root.set_of_description(true);
    });
    same!(socket_addresses, |root| {
        root.set_family(schema::AddressFamily::Ipv6);
        root.set_listening(true);
        root.reborrow().init_local().set_port(80);
        root.init_remote().set_address(&[1; 16]);
    });
    same!(accepted_stream, |root| {
        root.set_socket(7);
        root.init_remote().set_address(&[127, 0, 0, 1]);
    });
    same!(signal_timer::get_results, |root| {
        root.set_overruns(3);
        root.init_setting().set_left(1);
    });
}

#[test]
fn no_room_is_no_message() {
    use capos_schema::capos_capnp::namespace::open_params;
    let mut room = [0; 64];
    for size in 0..64 {
        let mut message = MessageBuilder::new(&mut room[..size]);
        let mut root = message.init_root::<open_params::Owned>();
        root.set_path(b"a path");
        root.set_flags(1);
        // A pointer, two words of numbers, a pointer, a word of bytes.
        assert_eq!(message.finish().map(<[u8]>::len), (size >= 40).then_some(40), "{size}");
    }
}
