use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::network::Configuration;

fn configuration(text: &str) -> Configuration {
    let mut configuration = Configuration::default();
    configuration.read(text.as_bytes());
    configuration
}

fn candidates(text: &str, name: &str) -> Vec<String> {
    configuration(text).candidates(name.as_bytes()).iter().map(|name| format!("{name:?}")).collect()
}

#[test]
fn whole_files() {
    let read = configuration(
        "# a comment\nnameserver 10.0.2.3 ; the router\nnameserver fe80::1%eth0\nnameserver nonsense\n\
         search example.org example.com\noptions ndots:2 timeout:1 attempts:99 rotate unknown:1\n\
         nameserver [::1]:5353\nnameserver 2.2.2.2\n",
    );
    let servers: Vec<String> = read
        .servers
        .iter()
        .map(|server| format!("{} {} {}", server.address, String::from_utf8_lossy(&server.zone), server.port))
        .collect();
    assert_eq!(servers, ["10.0.2.3  53", "fe80::1 eth0 53", "::1  5353"]);
    assert_eq!(read.search, [Box::from(&b"example.org"[..]), Box::from(&b"example.com"[..])]);
    assert_eq!((read.dots, read.timeout, read.attempts), (2, 1, 5));
    assert!(read.rotate && !read.use_stream && !read.no_ipv6);
    assert_eq!(configuration("search a\ndomain b c\n").search, [Box::from(&b"b"[..])]);
    for wrong in [
        "nameserver",
        "nameserver [1.2.3.4]",
        "nameserver [::1]:0",
        "nameserver [::1]:70000",
        "options ndots:",
    ] {
        let read = configuration(wrong);
        assert!(read.servers.is_empty() && read.dots == 1, "{wrong}");
    }
}

#[test]
fn names_that_are_asked_for() {
    let two = "search one.org two.org";
    assert_eq!(candidates(two, "host"), ["host.one.org", "host.two.org", "host"]);
    assert_eq!(candidates(two, "a.b"), ["a.b", "a.b.one.org", "a.b.two.org"]);
    assert_eq!(candidates(two, "host."), ["host"]);
    assert_eq!(candidates("search x\noptions ndots:2", "a.b"), ["a.b.x", "a.b"]);
    assert_eq!(candidates("search .", "a"), ["a", "a"]);
    assert!(candidates(two, "no name").is_empty());
}
