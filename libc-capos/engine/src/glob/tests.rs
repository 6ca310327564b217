//! Searches of a tree in memory.

use super::*;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec;

/// A tree of absolute paths; those with a slash at the end are directories.
struct Memory {
    paths: BTreeSet<String>,
    /// A directory that can not be read, and whether that ends the search.
    closed: Option<(&'static str, bool)>,
}

impl Memory {
    fn new(paths: &[&str]) -> Self {
        Memory { paths: paths.iter().map(|path| (*path).into()).collect(), closed: None }
    }

    /// The path with the working directory `/` in front, without a slash at the end.
    fn absolute(path: &[u8]) -> String {
        let text = String::from_utf8_lossy(path).into_owned();
        let text = if text.starts_with('/') { text } else { alloc::format!("/{text}") };
        let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        alloc::format!("/{}", parts.join("/"))
    }
}

impl Tree for Memory {
    fn list(&mut self, directory: &[u8], each: Each<'_>) -> Result<(), Failure> {
        let directory = Memory::absolute(directory);
        if let Some((closed, fatal)) = self.closed
            && directory == closed
        {
            return if fatal { Err(Failure::Aborted) } else { Ok(()) };
        }
        let prefix = if directory == "/" { directory } else { alloc::format!("{directory}/") };
        each(b".", Kind::Directory)?;
        each(b"..", Kind::Directory)?;
        for path in &self.paths {
            let Some(name) = path.strip_prefix(&prefix) else { continue };
            match name.strip_suffix('/') {
                Some(name) if !name.is_empty() && !name.contains('/') => {
                    each(name.as_bytes(), Kind::Directory)?
                }
                None if !name.is_empty() && !name.contains('/') => each(name.as_bytes(), Kind::Other)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn exists(&mut self, path: &[u8]) -> bool {
        !path.is_empty()
            && (self.is_directory(path)
                || !path.ends_with(b"/") && self.paths.contains(&Memory::absolute(path)))
    }

    fn is_directory(&mut self, path: &[u8]) -> bool {
        let path = Memory::absolute(path);
        path == "/" || self.paths.contains(&alloc::format!("{path}/"))
    }

    fn home(&mut self, user: &[u8]) -> Option<Vec<u8>> {
        match user {
            b"" => Some(b"/home/me".to_vec()),
            b"other" => Some(b"/home/o*".to_vec()),
            _ => None,
        }
    }
}

const TREE: [&str; 16] = [
    "/a.c",
    "/b.c",
    "/b.h",
    "/.hidden",
    "/dir/",
    "/dir/a.c",
    "/dir/x.c",
    "/dir/sub/",
    "/dir/sub/deep.c",
    "/home/",
    "/home/me/",
    "/home/me/f",
    "/home/o*/",
    "/home/o*/g",
    "/[x]",
    "/back\\slash",
];

fn search(pattern: &str, change: impl Fn(&mut Flags)) -> (Result<(), Failure>, Vec<String>) {
    let mut flags = Flags::none(Charset::Utf8);
    change(&mut flags);
    let mut found = Found::default();
    let outcome = glob(pattern.as_bytes(), flags, &mut Memory::new(&TREE), &mut found);
    (outcome, found.paths.into_iter().map(|path| String::from_utf8(path).unwrap()).collect())
}

fn paths(pattern: &str, change: impl Fn(&mut Flags)) -> String {
    search(pattern, change).1.join(" ")
}

#[test]
fn wildcards() {
    assert_eq!(paths("*.c", |_| ()), "a.c b.c");
    assert_eq!(paths("*", |_| ()), "[x] a.c b.c b.h back\\slash dir home");
    assert_eq!(paths("[!b]*", |_| ()), "[x] a.c dir home");
    assert_eq!(paths("/?.c", |_| ()), "/a.c /b.c");
    assert_eq!(paths("*/*.c", |_| ()), "dir/a.c dir/x.c");
    assert_eq!(paths("*/*/*.c", |_| ()), "dir/sub/deep.c");
    assert_eq!(paths("dir/*/deep.c", |_| ()), "dir/sub/deep.c");
    assert_eq!(paths("d*//sub/", |_| ()), "dir//sub/");
    assert_eq!(paths("*/", |_| ()), "dir/ home/");
    assert_eq!(paths(".h*", |_| ()), ".hidden");
    assert_eq!(paths("*n", |flags| flags.period = true), ".hidden");
}

#[test]
fn without_wildcards() {
    assert_eq!(paths("a.c", |_| ()), "a.c");
    assert_eq!(paths("/", |_| ()), "/");
    assert_eq!(search("none", |_| ()), (Err(Failure::NoMatch), vec![]));
    assert_eq!(search("", |_| ()), (Err(Failure::NoMatch), vec![]));
    assert_eq!(paths("none", |flags| flags.no_check = true), "none");
    assert_eq!(paths("none", |flags| flags.no_magic = true), "none");
    assert_eq!(paths("none*", |flags| flags.no_check = true), "none*");
    assert_eq!(search("none*", |flags| flags.no_magic = true), (Err(Failure::NoMatch), vec![]));
}

#[test]
fn escapes() {
    assert_eq!(paths("\\a.c", |_| ()), "a.c");
    assert_eq!(paths("\\[x]", |_| ()), "[x]");
    assert_eq!(paths("dir\\/a*", |_| ()), "dir/a.c");
    assert_eq!(paths("back\\slash", |flags| flags.no_escape = true), "back\\slash");
    assert_eq!(search("\\*", |_| ()), (Err(Failure::NoMatch), vec![]));
    assert_eq!(paths("[x", |flags| flags.no_check = true), "[x");
}

#[test]
fn marks_and_directories() {
    assert_eq!(paths("[a-d]*", |flags| flags.mark = true), "a.c b.c b.h back\\slash dir/");
    assert_eq!(paths("dir", |flags| flags.mark = true), "dir/");
    assert_eq!(paths("[a-d]*", |flags| flags.only_directories = true), "dir");
    assert_eq!(search("a.c", |flags| flags.only_directories = true).0, Err(Failure::NoMatch));
}

#[test]
fn braces() {
    let brace = |flags: &mut Flags| flags.brace = true;
    assert_eq!(paths("{b,a}.c", brace), "b.c a.c");
    assert_eq!(paths("{b.{h,c},dir/{x,none}.c}", brace), "b.h b.c dir/x.c");
    assert_eq!(paths("{b,dir/*}.c", brace), "b.c dir/a.c dir/x.c");
    assert_eq!(paths("a{}.c", brace), "a.c");
    assert_eq!(paths("{a,", |flags| (flags.brace, flags.no_check) = (true, true)), "{a,");
    assert_eq!(search("{no,ne}", brace), (Err(Failure::NoMatch), vec![]));
    assert_eq!(paths("{no,ne}", |flags| (flags.brace, flags.no_check) = (true, true)), "{no,ne}");
    assert_eq!(search("{a,b}.c", |_| ()).0, Err(Failure::NoMatch));
    assert_eq!(paths("\\{a,b}.c", |flags| (flags.brace, flags.no_check) = (true, true)), "\\{a,b}.c");
}

#[test]
fn tildes() {
    let tilde = |flags: &mut Flags| flags.tilde = true;
    assert_eq!(paths("~", tilde), "/home/me");
    assert_eq!(paths("~/*", tilde), "/home/me/f");
    // What a home directory's name holds is no pattern.
    assert_eq!(paths("~other/*", tilde), "/home/o*/g");
    assert_eq!(search("~nobody/x", tilde).0, Err(Failure::NoMatch));
    assert_eq!(paths("~nobody", |flags| (flags.tilde, flags.no_check) = (true, true)), "~nobody");
    assert_eq!(search("~", |_| ()).0, Err(Failure::NoMatch));
}

#[test]
fn closed_directories() {
    for fatal in [false, true] {
        let mut tree = Memory::new(&TREE);
        tree.closed = Some(("/home", fatal));
        let mut found = Found::default();
        let outcome = glob(b"*/*", Flags::none(Charset::Bytes), &mut tree, &mut found);
        assert_eq!(outcome, if fatal { Err(Failure::Aborted) } else { Ok(()) });
        assert_eq!(found.paths.len(), 3, "what was found before counts");
    }
}

#[test]
fn deep_patterns_need_no_stack() {
    let slashes = "*/".repeat(100_000);
    assert_eq!(search(&slashes, |_| ()).0, Err(Failure::NoMatch));
    let nested = "{".repeat(20_000) + &"}".repeat(20_000);
    assert_eq!(search(&nested[..30_000], |flags| flags.brace = true).0, Err(Failure::NoMatch));
}
