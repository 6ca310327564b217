//! Names in messages and as text.

use alloc::vec::Vec;

use crate::network::{compressed_name, name_labels, name_text, skip_name};

/// Behind a header of two bytes: "www.example" and "a" in it.
const MESSAGE: &[u8] = b"\xff\xff\x03www\x07example\x00\x01a\xc0\x06";

#[test]
fn names_are_read_with_their_jumps() {
    assert_eq!(name_text(MESSAGE, 2), Some((b"www.example".to_vec(), 13)));
    assert_eq!(name_text(MESSAGE, 15), Some((b"a.example".to_vec(), 4)));
    assert_eq!(name_text(MESSAGE, 14), Some((Vec::new(), 1)));
    assert_eq!((skip_name(MESSAGE, 2), skip_name(MESSAGE, 15)), (Some(13), Some(4)));
}

#[test]
fn malformed_names_are_none() {
    for bad in [&b""[..], b"\x01", b"\x40a\x00", b"\xc0", b"\xc0\x00", b"\xc0\x02\xc0\x00", b"\x3fa\x00"] {
        assert_eq!(name_text(bad, 0), None, "{bad:?}");
    }
    assert_eq!(skip_name(b"\xc0", 0), None);
    let long = [&[63; 64][..], &[63; 64], &[63; 64], &[63; 64], &[0]].concat();
    assert_eq!(name_text(&long, 0), None);
}

#[test]
fn escapes_go_both_ways() {
    let labels = name_labels(b"a\\.b.\\000\\255\\\\.").unwrap();
    assert_eq!(labels, [b"a.b".to_vec(), b"\x00\xff\\".to_vec()]);
    let wire = compressed_name(&labels, &[], &[]);
    assert_eq!(name_text(&wire, 0).unwrap().0, b"a\\.b.\\000\\255\\\\");
    assert_eq!(name_labels(b"."), Some(Vec::new()));
    for bad in [&b".a"[..], b"a..b", b"a\\", b"\\256", &[b'a'; 64]] {
        assert_eq!(name_labels(bad), None, "{bad:?}");
    }
}

#[test]
fn known_ends_are_pointed_at() {
    let of = |text: &[u8]| compressed_name(&name_labels(text).unwrap(), MESSAGE, &[2, 15]);
    assert_eq!(of(b"ftp.EXAMPLE"), b"\x03ftp\xc0\x06");
    assert_eq!(of(b"www.example"), b"\xc0\x02");
    assert_eq!(of(b"b.a.example"), b"\x01b\xc0\x0f");
    assert_eq!(of(b"example.www"), b"\x07example\x03www\x00");
    assert_eq!(of(b"."), b"\x00");
}
