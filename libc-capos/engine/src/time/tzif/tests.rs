use alloc::vec::Vec;

use super::*;

/// One data block with its header: times as 64- or 32-bit numbers, and types.
fn block(version: u8, wide: bool, times: &[(i64, u8)], types: &[(i32, u8, u8)], abbrs: &[u8]) -> Vec<u8> {
    let mut out = Vec::from(*b"TZif");
    out.push(version);
    out.extend([0; 15]);
    for count in [0, 0, 0, times.len(), types.len(), abbrs.len()] {
        out.extend((count as u32).to_be_bytes());
    }
    for &(time, _) in times {
        if wide {
            out.extend(time.to_be_bytes());
        } else {
            out.extend((time as i32).to_be_bytes());
        }
    }
    out.extend(times.iter().map(|&(_, index)| index));
    for &(offset, is_dst, abbr) in types {
        out.extend(offset.to_be_bytes());
        out.extend([is_dst, abbr]);
    }
    out.extend(abbrs);
    out
}

fn version_2(times: &[(i64, u8)], types: &[(i32, u8, u8)], abbrs: &[u8], footer: &[u8]) -> Vec<u8> {
    let mut file = block(b'2', false, &[], &[(0, 0, 0)], b"X\0");
    file.extend(block(b'2', true, times, types, abbrs));
    file.push(b'\n');
    file.extend(footer);
    file.push(b'\n');
    file
}

const TYPES: [(i32, u8, u8); 3] = [(100, 0, 0), (3600, 0, 4), (7200, 1, 8)];
const ABBRS: &[u8] = b"LMT\0STD\0DST\0";

#[test]
fn version_1_and_2_answer_alike() {
    let times = [(-1000, 1), (1000, 2), (2000, 1)];
    let old = TzFile::parse(block(0, false, &times, &TYPES, ABBRS)).unwrap();
    let new = TzFile::parse(version_2(&times, &TYPES, ABBRS, b"")).unwrap();
    for seconds in [i64::MIN, -1001, -1000, 999, 1000, 1999, 2000, i64::MAX] {
        assert_eq!(old.lookup(seconds), new.lookup(seconds), "{seconds}");
    }
    assert_eq!(new.lookup(-1001), LocalType { offset: 100, is_dst: false, abbr: b"LMT" });
    assert_eq!(new.lookup(1500), LocalType { offset: 7200, is_dst: true, abbr: b"DST" });
}

#[test]
fn the_footer_rules_after_the_last_transition() {
    let file = TzFile::parse(version_2(&[(-5, 1)], &TYPES, ABBRS, b"NEW-3")).unwrap();
    assert_eq!(file.lookup(-6).abbr, b"LMT");
    assert_eq!(file.lookup(-5).abbr, b"NEW");
    assert_eq!(file.summary().standard.abbr, b"NEW");
    assert_eq!(file.summary().daylight, None);
}

#[test]
fn without_transitions_the_first_type_or_the_footer_holds() {
    assert_eq!(TzFile::parse(version_2(&[], &TYPES, ABBRS, b"")).unwrap().lookup(0).abbr, b"LMT");
    assert_eq!(TzFile::parse(version_2(&[], &TYPES, ABBRS, b"ABC0")).unwrap().lookup(0).abbr, b"ABC");
}

#[test]
fn every_truncation_is_refused() {
    let file = version_2(&[(1, 1), (2, 2)], &TYPES, ABBRS, b"ABC0");
    assert!(TzFile::parse(&file[..]).is_some());
    for len in 0..file.len() {
        assert!(TzFile::parse(&file[..len]).is_none(), "{len}");
    }
}

#[test]
fn inconsistent_files_are_refused() {
    let refused = |file: Vec<u8>| assert!(TzFile::parse(file).is_none());
    refused(version_2(&[(1, 3)], &TYPES, ABBRS, b""));
    refused(version_2(&[(2, 1), (1, 2)], &TYPES, ABBRS, b""));
    refused(version_2(&[(2, 1), (2, 2)], &TYPES, ABBRS, b""));
    refused(version_2(&[], &[], ABBRS, b""));
    refused(version_2(&[], &[(0, 2, 0)], ABBRS, b""));
    refused(version_2(&[], &[(0, 0, 12)], ABBRS, b""));
    refused(version_2(&[], &[(93_600, 0, 0)], ABBRS, b""));
    refused(version_2(&[], &[(0, 0, 0)], b"ABC", b""));
    refused(version_2(&[], &TYPES, ABBRS, b"nonsense"));
    let mut huge = block(0, false, &[], &TYPES, ABBRS);
    huge[32..36].fill(0xff);
    refused(huge);
}
