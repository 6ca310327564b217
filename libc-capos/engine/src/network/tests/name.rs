use alloc::format;
use alloc::string::String;
use core::net::IpAddr;

use crate::network::Name;

fn text(name: Option<Name>) -> Option<String> {
    name.map(|name| format!("{name:?}"))
}

#[test]
fn names_of_hosts() {
    assert_eq!(text(Name::new(b"www.Example.org.")).unwrap(), "www.Example.org");
    assert_eq!(text(Name::new(b"_sip.a-b")).unwrap(), "_sip.a-b");
    let label = "a".repeat(63);
    let long = format!("{label}.{label}.{label}.{}", "b".repeat(61));
    assert_eq!(long.len(), 253);
    assert_eq!(text(Name::new(long.as_bytes())).unwrap(), long);
    let one_too_long = format!("{long}b");
    let label_too_long = "a".repeat(64);
    for wrong in ["", ".", "a..b", ".a", "a..", "a b", "a\nb", "gr\u{fc}n", &one_too_long, &label_too_long] {
        assert!(Name::new(wrong.as_bytes()).is_none(), "{wrong:?}");
    }
    assert_eq!(text(Name::within(b"www", b"example.org.")).unwrap(), "www.example.org");
    assert!(Name::within(b"b", long.as_bytes()).is_none());
    assert!(Name::new(b"A.b").unwrap().is(&Name::new(b"a.B.").unwrap()));
}

#[test]
fn names_of_addresses() {
    let name = |address: &str| format!("{:?}", Name::reverse(address.parse::<IpAddr>().unwrap()));
    assert_eq!(name("192.0.2.255"), "255.2.0.192.in-addr.arpa");
    let zeros = "0.".repeat(24);
    assert_eq!(name("2001:db8::"), format!("{zeros}8.b.d.0.1.0.0.2.ip6.arpa"));
}
