use super::{Mount, has_option};

#[test]
fn lines() {
    let root = Mount::parse(b"/dev/vda1\t/ ext4  rw,noatime 1 2").unwrap();
    assert_eq!((&root.device[..], &root.directory[..]), (&b"/dev/vda1"[..], &b"/"[..]));
    assert_eq!((&root.kind[..], &root.options[..]), (&b"ext4"[..], &b"rw,noatime"[..]));
    assert_eq!((root.dump, root.pass), (1, 2));
    let short = Mount::parse(b"none /proc proc").unwrap();
    assert_eq!((&short.options[..], short.dump, short.pass), (&b""[..], 0, 0));
    for none in [&b""[..], b"  \t", b"# /dev/sda", b"  #x y z"] {
        assert_eq!(Mount::parse(none), None);
    }
}

#[test]
fn escapes() {
    let found = Mount::parse(br"a\040b /x\011y\012z \134\\ \9\47\400 0 0").unwrap();
    assert_eq!(found.device, b"a b");
    assert_eq!(found.directory, b"/x\ty\nz");
    assert_eq!(found.kind, br"\\");
    assert_eq!(found.options, br"\9\47\400");
    assert_eq!(Mount::parse(found.line().strip_suffix(b"\n").unwrap()), Some(found));
}

#[test]
fn options() {
    assert_eq!(has_option(b"rw,noauto,size=5", b"rw"), Some(0));
    assert_eq!(has_option(b"rw,noauto,size=5", b"size"), Some(10));
    assert_eq!(has_option(b"rw,noauto,size=5", b"auto"), None);
    assert_eq!(has_option(b"nosuid,suid", b"suid"), Some(7));
    assert_eq!(has_option(b"", b"ro"), None);
}
