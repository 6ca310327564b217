use super::soft_off_type;

#[test]
fn reads_small_constants_and_prefixed_ones() {
    assert_eq!(soft_off_type(b"xx\x08_S5_\x12\x06\x04\x00\x00\x00\x00"), Some(0));
    assert_eq!(soft_off_type(b"\x08_S5_\x12\x06\x04\x01\x00\x00\x00"), Some(1));
    assert_eq!(soft_off_type(b"\x08\\_S5_\x12\x0a\x04\x0a\x05\x0a\x05\x00\x00"), Some(5));
    assert_eq!(soft_off_type(b"\x08_S5_\x12\x4a\x00\x04\x0b\x07\x00\x00\x00"), Some(7));
}

#[test]
fn does_not_take_a_mention_for_a_definition() {
    assert_eq!(soft_off_type(b"_S5_\x12\x06\x04\x01"), None);
    assert_eq!(soft_off_type(b"\x08_S5_\x0a\x06\x04\x01"), None);
}

#[test]
fn survives_truncation_anywhere() {
    let whole = b"\x08_S5_\x12\x06\x04\x0a\x05";
    for end in 0..whole.len() {
        assert_eq!(soft_off_type(&whole[..end]), None);
    }
}
