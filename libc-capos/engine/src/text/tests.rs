//! The examples of the manuals, and properties.

use super::*;

#[test]
fn versions_in_the_documented_order() {
    let ascending: [&[u8]; 8] = [b"000", b"00", b"01", b"010", b"09", b"0", b"1", b"9"];
    for (i, a) in ascending.iter().enumerate() {
        for (j, b) in ascending.iter().enumerate() {
            assert_eq!(version_order(a, b).signum(), i.cmp(&j) as i32, "{a:?} {b:?}");
        }
    }
    let pairs: [(&[u8], &[u8]); 8] = [
        (b"jan1", b"jan10"),
        (b"jan2", b"jan10"),
        (b"item#9", b"item#99"),
        (b"alpha001", b"alpha1"),
        (b"part1_f01", b"part1_f012"),
        (b"a", b"a1"),
        (b"foo.009", b"foo.0"),
        (b"1.2.9", b"1.2.10"),
    ];
    for (a, b) in pairs {
        assert!(version_order(a, b) < 0, "{a:?} {b:?}");
        assert!(version_order(b, a) > 0, "{a:?} {b:?}");
    }
    assert_eq!(version_order(b"no digit", b"no digit"), 0);
}

#[test]
fn paths_as_posix_lists_them() {
    let name = |part: PathPart, path: &'static [u8]| match part {
        PathPart::Dot => &b"."[..],
        PathPart::Root => b"/",
        PathPart::Range { start, end } => &path[start..end],
    };
    let table: [(&[u8], &[u8], &[u8]); 12] = [
        (b"usr", b".", b"usr"),
        (b"usr/", b".", b"usr"),
        (b"", b".", b"."),
        (b"/", b"/", b"/"),
        (b"//", b"/", b"/"),
        (b"///", b"/", b"/"),
        (b"/usr/", b"/", b"usr"),
        (b"/usr/lib", b"/usr", b"lib"),
        (b"//usr//lib//", b"//usr", b"lib"),
        (b"/home//dwc//test", b"/home//dwc", b"test"),
        (b"a/b/", b"a", b"b"),
        (b"//x", b"/", b"x"),
    ];
    for (path, directory, base) in table {
        assert_eq!(name(directory_name(path), path), directory, "{path:?}");
        assert_eq!(name(base_name(path), path), base, "{path:?}");
    }
}

#[test]
fn radix64_goes_there_and_back() {
    for value in (0..u32::MAX).step_by(65_537).chain([1, 63, 64, u32::MAX]) {
        let text = to_radix64(value);
        assert_eq!(from_radix64(text.iter().copied().take_while(|&c| c != 0)) as u32, value);
    }
    assert_eq!(to_radix64(0)[0], 0);
    assert_eq!(from_radix64(b"zzzzzzzz".iter().copied()), -1);
}

#[test]
fn paths_resolve() {
    let look = |path: &[u8]| match path {
        b"/home" | b"/home/me" | b"/" | b"/tmp" => Ok(Node::Directory),
        b"/tmp/up" => Ok(Node::Link(b"../home/me".to_vec())),
        b"/tmp/root" => Ok(Node::Link(b"/".to_vec())),
        b"/tmp/self" => Ok(Node::Link(b"self".to_vec())),
        b"/home/me/file" => Ok(Node::Other),
        _ => Err("none"),
    };
    let resolve = |path: &str| resolve_path(path.as_bytes(), || Ok(b"/tmp".to_vec()), look);
    let is = |path: &str, want: &str| assert_eq!(resolve(path), Ok(want.as_bytes().to_vec()), "{path}");
    is("/", "/");
    is("//home//./me/", "/home/me");
    is("..", "/");
    is("../../..", "/");
    is("up/file", "/home/me/file");
    is("root/tmp/up/..", "/home");
    is("./.", "/tmp");
    assert_eq!(resolve(""), Err(ResolveError::Empty));
    assert_eq!(resolve("self"), Err(ResolveError::TooManyLinks));
    assert_eq!(resolve("up/file/"), Err(ResolveError::NotADirectory));
    assert_eq!(resolve("up/file/.."), Err(ResolveError::NotADirectory));
    assert_eq!(resolve("nothing/.."), Err(ResolveError::Files("none")));
    assert_eq!(resolve(&"x".repeat(256)), Err(ResolveError::TooLong));
}

#[test]
fn mounts() {
    let mount = Mount::parse(b"  /dev/vda\t/ ext4 rw,size=5 1 2\n").unwrap();
    assert_eq!(mount.texts, [&b"/dev/vda"[..], b"/", b"ext4", b"rw,size=5"]);
    assert_eq!((mount.frequency, mount.pass), (1, 2));
    let short = Mount::parse(b"none /a\\040b").unwrap();
    assert_eq!((short.texts[3], short.pass), (&b""[..], 0));
    assert_eq!(unescaped(short.texts[1]), b"/a b");
    assert_eq!((Mount::parse(b"# none / x"), Mount::parse(b" \t\n")), (None, None));
    for text in [&b"a b\tc\nd\\040"[..], b"", b"plain", b"\xff\\"] {
        assert_eq!(unescaped(&escaped(text)), text);
    }
    assert_eq!(unescaped(b"a\\04"), b"a\\04");
    for (options, name, place) in [
        ("rw,noauto,size=5", "noauto", Some(3)),
        ("rw,noauto,size=5", "auto", None),
        ("rw,noauto,size=5", "no", None),
        ("rw,noauto,size=5", "size", Some(10)),
        ("rw,size=5", "size=", Some(3)),
        ("", "rw", None),
    ] {
        assert_eq!(find_option(options.as_bytes(), name.as_bytes()), place, "{name} in {options}");
    }
}
