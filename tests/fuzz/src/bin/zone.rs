//! Time zones: any TZ string and any file, and rules of the usual kind against the host.
#![no_main]

use capos_fuzz::{Input, fuzz_target, host};
use capos_libc_engine::time::posix_tz::PosixTz;
use capos_libc_engine::time::tzif::TzFile;
use capos_libc_engine::time::zone::Zone;

fuzz_target!(run);

/// Instants at which a zone is asked: the ends of the range, and between.
const INSTANTS: [i64; 7] = [i64::MIN, -1 << 40, -1, 0, 1_000_000_000, 1 << 40, i64::MAX];

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    match input.below(3) {
        0 => {
            let Some(rules) = PosixTz::parse(input.rest()) else { return };
            ask(&Zone::Rules(rules));
        }
        1 => {
            let Some(file) = TzFile::parse(input.rest().to_vec().into_boxed_slice()) else { return };
            ask(&Zone::File(file));
        }
        _ => compare(&mut input),
    }
}

fn ask(zone: &Zone) {
    zone.summary();
    for seconds in INSTANTS {
        let found = zone.lookup(seconds);
        assert!(found.offset.unsigned_abs() < 1 << 28);
        zone.local(seconds);
    }
}

fn compare(input: &mut Input<'_>) {
    let standard = input.below(24) as i32 - 12;
    let mut text = format!("STD{standard}");
    // Daylight time is an hour ahead: the host does not follow rules that overlap.
    text += &format!("DST{}", standard - 1);
    for month in [input.below(5) + 1, input.below(5) + 7] {
        text += &format!(",M{month}.{}.{}/{}", input.below(5) + 1, input.below(7), input.below(24));
    }
    let rules = PosixTz::parse(text.as_bytes()).expect("sound rules");
    // From 1971 to 2100: where the host applies rules at all.
    let seconds = 31_536_000 + (input.word() % 4_100_000_000) as i64;
    let ours = rules.lookup(seconds);
    assert_eq!((ours.offset, ours.is_dst), host::local_type(&text, seconds), "{text} at {seconds}");
}
