use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{ASKED, answer};
use crate::network::{Name, Query, RecordType, Verdict};

fn query(name: &str, kind: RecordType) -> Query {
    Query::new(&Name::new(name.as_bytes()).expect("a name"), kind, 0x1234)
}

/// What an answer says: the name, then what belongs to it.
fn read(query: &Query, message: &[u8]) -> Option<Vec<String>> {
    let answer = query.read(message)?;
    let mut found = Vec::from([format!("{:?}", answer.name)]);
    found.extend(answer.addresses.iter().map(ToString::to_string));
    found.extend(answer.names.iter().map(|name| format!("{name:?}")));
    Some(found)
}

#[test]
fn questions() {
    let asked = query("www.example.org.", RecordType::Ipv4);
    assert_eq!(asked.bytes()[..12], [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(asked.bytes()[12..], *b"\x03www\x07example\x03org\0\0\x01\0\x01");
}

#[test]
fn verdicts() {
    let asked = query("www.example.org", RecordType::Ipv4);
    let message = answer(asked.bytes(), 0, &[(ASKED, 1, &[192, 0, 2, 1])]);
    assert_eq!(asked.judge(&message), Some(Verdict::Answered));
    assert_eq!(asked.judge(&answer(asked.bytes(), 3, &[])), Some(Verdict::NoSuchName));
    assert_eq!(asked.judge(&answer(asked.bytes(), 2, &[])), Some(Verdict::Failed));
    assert_eq!(asked.judge(asked.bytes()), None, "a question is no answer");
    let other = query("www.example.com", RecordType::Ipv4);
    assert_eq!(asked.judge(&answer(other.bytes(), 0, &[])), None, "to another question");
    let mut upper = message.clone();
    upper[13] = b'W';
    assert_eq!(asked.judge(&upper), Some(Verdict::Answered));
    let mut cut = message.clone();
    cut[2] |= 2;
    assert_eq!(asked.judge(&cut), Some(Verdict::Truncated));
    let mut other_id = message;
    other_id[1] ^= 1;
    assert_eq!(asked.judge(&other_id), None);
    // A server that can not read the question may send the head alone; one that says it knows must repeat it.
    let head = |code: u8| [0x12, 0x34, 0x81, 0x80 | code, 0, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(asked.judge(&head(1)), Some(Verdict::Failed));
    assert_eq!(asked.judge(&head(3)), None);
    assert_eq!(asked.judge(&head(1)[..11]), None);
}

#[test]
fn chains_of_aliases() {
    let asked = query("www.example.org", RecordType::Ipv4);
    let (second, third): (&[u8], &[u8]) = (b"\x01b\xc0\x10", b"\x01c\xc0\x10");
    // In whatever order; what belongs to other names or is of other types does not count.
    let records: [(&[u8], u16, &[u8]); 6] = [
        (third, 1, &[192, 0, 2, 1]),
        (second, 5, third),
        (ASKED, 5, second),
        (b"\x05evil\x31\x00", 1, &[192, 0, 2, 66]),
        (third, 28, &[0; 16]),
        (third, 1, &[192, 0, 2, 2]),
    ];
    let message = answer(asked.bytes(), 0, &records);
    assert_eq!(read(&asked, &message).unwrap(), ["c.example.org", "192.0.2.1", "192.0.2.2"]);
    let circle = answer(asked.bytes(), 0, &[(ASKED, 5, second), (second, 5, ASKED)]);
    assert_eq!(read(&asked, &circle), None);
    // A name that is none of a host is not believed, and the root is none.
    for odd in [&b"\x03a;b\0"[..], b"\0"] {
        let message = answer(asked.bytes(), 0, &[(ASKED, 5, odd)]);
        assert_eq!(read(&asked, &message).unwrap(), ["www.example.org"]);
    }
}

#[test]
fn names_of_addresses() {
    let asked = query("1.2.0.192.in-addr.arpa", RecordType::Pointer);
    let pointer: (&[u8], u16, &[u8]) = (ASKED, 12, b"\x01a\x01b\0");
    let message = answer(asked.bytes(), 0, &[pointer, (ASKED, 12, b"\x03a.b\0")]);
    assert_eq!(read(&asked, &message).unwrap(), ["1.2.0.192.in-addr.arpa", "a.b"]);
    let many = alloc::vec![pointer; 200];
    assert_eq!(query("x", RecordType::Pointer).read(&answer(asked.bytes(), 0, &many)).map(|_| ()), None);
    assert_eq!(read(&asked, &answer(asked.bytes(), 0, &many)).unwrap().len(), 1 + 64);
}

#[test]
fn malformed_answers_end() {
    let asked = query("www.example.org", RecordType::Ipv4);
    let to_itself = [0xc0, (asked.bytes().len() + 12) as u8];
    let wrong: [&[u8]; 4] = [&to_itself, &[0x40, 0], &[0xff, 0xff], &[5, 1]];
    for data in wrong {
        assert_eq!(read(&asked, &answer(asked.bytes(), 0, &[(ASKED, 5, data)])), None, "{data:?}");
    }
    assert_eq!(read(&asked, &answer(asked.bytes(), 0, &[(ASKED, 1, &[1, 2, 3])])), None);
    let message = answer(asked.bytes(), 0, &[(ASKED, 5, b"\x05other\xc0\x10"), (ASKED, 1, &[192, 0, 2, 1])]);
    for length in asked.bytes().len()..message.len() {
        assert_eq!(read(&asked, &message[..length]), None, "{length}");
    }
    let mut state = 1_u64;
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut random = message.clone();
        let at = (state >> 33) as usize % random.len();
        random[at] = (state >> 24) as u8;
        let _ = (asked.judge(&random), read(&asked, &random));
    }
}
