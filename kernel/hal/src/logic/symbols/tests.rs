use super::lookup;

const TABLE: &str = "\
ffffffff80200000 start
ffffffff80200010 core::panicking::panic
ffffffff80200400 <capos_hal::Frame as Drop>::drop
ffffffff80200410 last
";

#[test]
fn finds_the_function_around_an_address() {
    assert_eq!(lookup(TABLE, 0xffff_ffff_8020_0000), Some(("start", 0)));
    assert_eq!(lookup(TABLE, 0xffff_ffff_8020_000f), Some(("start", 15)));
    assert_eq!(lookup(TABLE, 0xffff_ffff_8020_0010), Some(("core::panicking::panic", 0)));
    assert_eq!(lookup(TABLE, 0xffff_ffff_8020_0408), Some(("<capos_hal::Frame as Drop>::drop", 8)));
    assert_eq!(lookup(TABLE, 0xffff_ffff_8020_0500), Some(("last", 0xf0)));
}

#[test]
fn knows_nothing_below_the_first_or_without_a_table() {
    assert_eq!(lookup(TABLE, 0x1000), None);
    assert_eq!(lookup("", 0xffff_ffff_8020_0000), None);
    assert_eq!(lookup("garbage\n", 1), None);
}

#[test]
fn agrees_with_a_linear_search() {
    let functions: Vec<u64> = (0..500).map(|index| 0x1000 + index * index).collect();
    let table: String = functions.iter().map(|address| format!("{address:016x} f{address}\n")).collect();
    for address in 0x0fff..0x1000 + 500 * 500 {
        let expected = functions.iter().rev().find(|&&start| start <= address);
        let expected = expected.map(|start| (format!("f{start}"), address - start));
        assert_eq!(lookup(&table, address).map(|(name, offset)| (name.to_owned(), offset)), expected);
    }
}
