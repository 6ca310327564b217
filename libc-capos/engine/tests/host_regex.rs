//! Regular expressions against the host's `regexec`, on random patterns and texts in the C locale.
//!
//! Only the span of the whole match is compared, and conditions on positions stand at the ends only: how the
//! groups divide a match, and conditions within repetitions, the host gets wrong in known cases.

use std::ffi::CString;
use std::mem::MaybeUninit;

use capos_libc_engine::encoding::Charset;
use capos_libc_engine::regex::{ExecFlags, Flags, Regex, Span, Syntax};

mod random;
use random::Random;

/// A random extended pattern without back references.
fn pattern(random: &mut Random, depth: u32, out: &mut String) {
    for branch in 0..random.between(1, if depth > 0 { 2 } else { 1 }) {
        if branch > 0 {
            out.push('|');
        }
        for _ in 0..random.between(1, 3) {
            match random.between(0, if depth > 0 { 9 } else { 6 }) {
                0..=2 => out.push(['a', 'b', 'c'][random.between(0, 2) as usize]),
                3 => out.push('.'),
                4 => out.push_str(["[ab]", "[^a]", "[b-c]"][random.between(0, 2) as usize]),
                5 | 6 => out.push('a'),
                _ => {
                    out.push('(');
                    pattern(random, depth - 1, out);
                    out.push(')');
                }
            }
            let repetition = random.between(0, 11) as usize;
            out.push_str(["*", "+", "?", "{2}", "{1,2}", "{0,1}"].get(repetition).unwrap_or(&""));
        }
    }
}

fn text(random: &mut Random) -> String {
    (0..random.between(0, 12)).map(|_| ['a', 'b', 'c', ' '][random.between(0, 3) as usize]).collect()
}

/// The host's compiled pattern; `None` where it refuses it.
struct Host(libc::regex_t);

impl Host {
    fn new(pattern: &str) -> Option<Host> {
        let pattern = CString::new(pattern).unwrap();
        let mut compiled = MaybeUninit::uninit();
        // SAFETY: the pattern is terminated; on success the structure is complete.
        unsafe {
            (libc::regcomp(compiled.as_mut_ptr(), pattern.as_ptr(), libc::REG_EXTENDED) == 0)
                .then(|| Host(compiled.assume_init()))
        }
    }

    fn find(&self, text: &str) -> Option<Span> {
        let text = CString::new(text).unwrap();
        let mut found = libc::regmatch_t { rm_so: -1, rm_eo: -1 };
        // SAFETY: the pattern is compiled, the text terminated, and one span is there.
        let outcome = unsafe { libc::regexec(&self.0, text.as_ptr(), 1, &mut found, 0) };
        (outcome == 0).then_some(Span { start: found.rm_so as usize, end: found.rm_eo as usize })
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // SAFETY: the pattern was compiled.
        unsafe { libc::regfree(&mut self.0) }
    }
}

#[test]
fn the_match_is_the_hosts() {
    let mut random = Random::new(7);
    let flags = Flags {
        syntax: Syntax::Extended,
        ignore_case: false,
        newline: false,
        minimal: false,
        charset: Charset::Bytes,
    };
    let mut matches = 0;
    for _ in 0..20_000 {
        let mut source = String::new();
        pattern(&mut random, 3, &mut source);
        match random.between(0, 9) {
            0 => source = format!("^({source})"),
            1 => source = format!("({source})$"),
            2 => source = format!("^({source})$"),
            _ => {}
        }
        let ours = Regex::new(source.as_bytes(), flags);
        let Some(host) = Host::new(&source) else { continue };
        let ours = ours.unwrap_or_else(|error| panic!("{source}: {error:?}"));
        let mut cache = ours.cache();
        for _ in 0..10 {
            let text = text(&mut random);
            let mut groups = vec![None; ours.group_count() + 1];
            ours.exec(&mut cache, text.as_bytes(), ExecFlags::default(), &mut groups).unwrap();
            assert_eq!(groups[0], host.find(&text), "{source} in {text:?}");
            matches += u32::from(groups[0].is_some());
            check_nesting(&groups);
        }
    }
    assert!(matches > 10_000);
}

/// Groups lie within the match.
fn check_nesting(groups: &[Option<Span>]) {
    let Some(whole) = groups[0] else {
        assert!(groups.iter().all(Option::is_none));
        return;
    };
    for group in groups.iter().flatten() {
        assert!(whole.start <= group.start && group.start <= group.end && group.end <= whole.end);
    }
}
