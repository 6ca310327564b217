//! strftime against the host's; strptime, and getdate after it, with any format and text.
#![no_main]

use capos_fuzz::{Input, fuzz_target, host};
use capos_libc_engine::time::strftime::{self, Error, Sink, strftime};
use capos_libc_engine::time::strptime::{self, strptime};
use capos_libc_engine::time::{Tm, getdate};

fuzz_target!(run);

/// More than any of the compared formats prints.
const ROOM: usize = 1024;

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    // Some 34,000 years either way; most often a few thousand.
    let seconds = (input.word() >> 23) as i64 - (1 << 40);
    let Some(tm) = Tm::from_epoch(seconds >> (input.byte() & 7), 0, false) else { return };
    let conversion = input.pick(b"aAbBcCdDeFgGhHIjklmMnpPrRsSTtuUVwWxXyYzZ%");
    let format = [b'%', conversion];
    let ours = print(&format, &tm);
    // For other years POSIX.1-2024 demands a sign and other widths than glibc 2.36 prints.
    if (1000..=9999).contains(&tm.full_year()) {
        assert_eq!(ours, host::format_time(&format, &tm, ROOM), "{:?} of {tm:?}", char::from(conversion));
    }

    let (format, text) = (input.text(), input.rest());
    print(format, &tm);
    let mut read = getdate::blank();
    let env = strptime::Env { zone_names: &|| [b"UTC", b"DST"], local: &|at| Tm::from_epoch(at, 0, false) };
    if let Some(used) = strptime(text, format, &mut read, &env) {
        assert!(used <= text.len());
        getdate::complete(read, &tm);
    }
}

/// `None` where there is no result, or an empty one, as of the host's function.
fn print(format: &[u8], tm: &Tm) -> Option<Vec<u8>> {
    let mut text = Text(Vec::new());
    let env = strftime::Env { zone: &|| b"UTC", to_epoch: &|tm| Some(tm.to_epoch_utc()) };
    strftime(format, tm, &env, &mut text).ok()?;
    (!text.0.is_empty()).then_some(text.0)
}

struct Text(Vec<u8>);

impl Sink<u8> for Text {
    fn put(&mut self, unit: u8) -> Result<(), Error> {
        if self.0.len() + 1 == ROOM {
            return Err(Error::Full);
        }
        self.0.push(unit);
        Ok(())
    }
}
