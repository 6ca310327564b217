//! Conversions between character sets: however the input and the room for output are cut, the result is the same.
#![no_main]

use capos_fuzz::{Input, fuzz_target};
use capos_libc_engine::charset::{Charset, Converter, Error, Target};

fuzz_target!(run);

const NAMES: [&str; 24] = [
    "ASCII",
    "UTF-7",
    "UTF-8",
    "UTF-16",
    "UTF-16LE",
    "UTF-32",
    "UCS-2",
    "ISO-8859-1",
    "ISO-8859-15",
    "CP1252",
    "CP1255",
    "CP1258",
    "KOI8-R",
    "CP437",
    "SHIFT_JIS",
    "CP932",
    "EUC-JP",
    "ISO-2022-JP",
    "EUC-KR",
    "GBK",
    "GB18030",
    "BIG5",
    "GB2312",
    "CP949",
];

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let from = target(input.pick(&NAMES), "");
    let suffix = input.pick(&["", "//TRANSLIT", "//IGNORE"]);
    let to = target(input.pick(&NAMES), suffix);
    let (Some(from), Some(to)) = (from, to) else { return };
    let step = 1 + input.below(40);
    let text = input.rest();
    let whole = convert(from, to, text, text.len() * 40 + 64);
    let cut = convert(from, to, text, 16 + step);
    assert_eq!(whole, cut, "{from:?} to {to:?}, {step} bytes at a time");
}

fn target(name: &str, suffix: &str) -> Option<Target> {
    Target::parse(format!("{name}{suffix}").as_bytes(), Charset::Utf8)
}

/// Everything up to the first error, in pieces of `room` bytes of output: how much was read, what was written, and why
/// it ended.
fn convert(from: Target, to: Target, text: &[u8], room: usize) -> (usize, Vec<u8>, Option<Error>) {
    let mut converter = Converter::new(from.charset, to).expect("memory");
    let (mut read, mut written) = (0, Vec::new());
    let mut buffer = vec![0_u8; room];
    loop {
        let part = converter.convert(&text[read..], &mut buffer);
        assert!(part.read <= text.len() - read && part.written <= room);
        read += part.read;
        written.extend(&buffer[..part.written]);
        match part.outcome {
            Err(Error::Full) => assert!(part.written > 0, "no progress with {room} bytes of room"),
            // Something was skipped, and nothing is left. A call that ended early for want of room did not tell.
            Err(Error::Invalid) if to.ignores => {
                assert_eq!(read, text.len());
                break;
            }
            Err(error) => return (read, written, Some(error)),
            Ok(_) => break,
        }
    }
    let end = converter.reset(&mut buffer);
    written.extend(&buffer[..end.written]);
    (read, written, end.outcome.err())
}
