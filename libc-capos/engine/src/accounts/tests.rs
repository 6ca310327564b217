use super::{Group, Passwd, Shadow};

#[test]
fn users() {
    let root = Passwd::parse(b"root:x:0:5:Super:user:/root").unwrap();
    assert_eq!((root.name, root.user, root.group), (&b"root"[..], 0, 5));
    assert_eq!((root.comment, root.home, root.shell), (&b"Super"[..], &b"user"[..], &b"/root"[..]));
    assert_eq!(Passwd::parse(b"a::1:2:::").map(|user| user.shell), Some(&b""[..]));
    for bad in
        [&b""[..], b"# root:x:0:0:::", b"+::::::", b":x:0:0:::", b"a:x:b:0:::", b"a:x:0:0::", b"a:x:+1:0:::"]
    {
        assert_eq!(Passwd::parse(bad), None);
    }
}

#[test]
fn groups() {
    let group = Group::parse(b"adm:x:4:ann,bob,").unwrap();
    assert!(group.members().eq([&b"ann"[..], b"bob"]));
    assert_eq!(Group::parse(b"none:*:7:").unwrap().members().count(), 0);
    assert_eq!(Group::parse(b"short:x:7"), None);
}

#[test]
fn shadow() {
    let user = Shadow::parse(b"ann:$6$:19000:0:99999:7:::").unwrap();
    assert_eq!(user.days, [19000, 0, 99999, 7, -1, -1]);
    assert_eq!(user.flag, u64::MAX);
    assert_eq!(Shadow::parse(b"ann:x:1:2:3"), None);
    assert_eq!(Shadow::parse(b"ann:x:1:2:3:4:5:6:7:8"), None);
}
