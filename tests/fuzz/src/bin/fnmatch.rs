//! Shell patterns. The host is asked in the C locale, and not about what it does in its own way: brackets that do not
//! close, and a slash or a leading period next to brackets.
#![no_main]

use capos_fuzz::{Input, fuzz_target, host};
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::fnmatch::{Flags, matches};

fuzz_target!(run);

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let choice = input.byte();
    let flags = |charset| Flags {
        pathname: choice & 1 != 0,
        no_escape: choice & 2 != 0,
        period: choice & 4 != 0,
        leading_dir: choice & 8 != 0,
        ignore_case: choice & 16 != 0,
        charset,
    };
    let (pattern, name) = (input.text(), input.text());
    matches(pattern, name, flags(Charset::Utf8));
    let ours = matches(pattern, name, flags(Charset::Bytes));
    if pattern.contains(&b'[') {
        return;
    }
    let host_flags = [
        (1, libc::FNM_PATHNAME),
        (2, libc::FNM_NOESCAPE),
        (4, libc::FNM_PERIOD),
        (8, 1 << 3), // FNM_LEADING_DIR
        (16, libc::FNM_CASEFOLD),
    ];
    let host_flags = host_flags.into_iter().filter(|(bit, _)| choice & bit != 0).map(|(_, flag)| flag).sum();
    assert_eq!(ours, host::matches(pattern, name, host_flags), "flags {host_flags:#x}");
}
