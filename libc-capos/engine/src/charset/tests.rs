use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::*;

/// A conversion by names; the locale's character set is UTF-8.
fn open(from: &str, to: &str) -> Converter {
    let from = Target::parse(from.as_bytes(), Charset::Utf8).unwrap();
    Converter::new(from.charset, Target::parse(to.as_bytes(), Charset::Utf8).unwrap()).unwrap()
}

/// Converts a text whole, the way back to the initial state included.
fn convert(from: &str, to: &str, input: &[u8]) -> Result<Vec<u8>, (usize, Error)> {
    let mut converter = open(from, to);
    let mut output = vec![0u8; input.len() * 8 + 16];
    let first = converter.convert(input, &mut output);
    first.outcome.map_err(|error| (first.read, error))?;
    assert_eq!(first.read, input.len());
    let last = converter.reset(&mut output[first.written..]);
    last.outcome.map_err(|error| (first.read, error))?;
    output.truncate(first.written + last.written);
    Ok(output)
}

/// One charset of every kind, and a text that all its kind can hold.
const ROUND_TRIPS: [(&str, &str); 21] = [
    ("ASCII", "plain"),
    ("latin1", "Grüße ÿ"),
    ("UTF-7", "a+é-z😀 ~\\ ¡¿"),
    ("UTF-8", "aé€😀"),
    ("UTF-16", "aé€😀"),
    ("UTF-16BE", "aé€😀"),
    ("UTF-32", "aé€😀"),
    ("UTF-32LE", "aé€😀"),
    ("UCS-2", "aé€"),
    ("UCS-4", "aé€😀"),
    ("WCHAR_T", "aé€😀"),
    ("KOI8-R", "Привет"),
    ("cp1258", "Tiếng Việt ở"),
    ("cp1255", "שׁלום"),
    ("Shift_JIS", "日本語ｶﾅ¥"),
    ("EUC-JP", "日本語ｶﾅ丂"),
    ("ISO-2022-JP", "日本¥語a\nb"),
    ("GBK", "简体繁體€"),
    ("GB18030", "简体é😀𠂇"),
    ("Big5", "繁體中文"),
    ("UHC", "한국어 뷁"),
];

#[test]
fn texts_survive_a_round_trip() {
    for (charset, text) in ROUND_TRIPS {
        let bytes = convert("UTF-8", charset, text.as_bytes()).unwrap_or_else(|e| panic!("{charset}: {e:?}"));
        let back =
            convert(charset, "UTF-8", &bytes).unwrap_or_else(|e| panic!("{charset}: {e:?} {bytes:x?}"));
        // Windows-1255 and -1258 may hold a character in parts.
        if !charset.starts_with("cp125") {
            assert_eq!(String::from_utf8(back).unwrap(), text, "{charset}");
        } else {
            assert_eq!(convert("UTF-8", charset, &back).unwrap(), bytes);
        }
    }
}

/// Input and output that arrive byte by byte make the same bytes.
#[test]
fn conversions_go_on_at_every_byte() {
    for (charset, text) in ROUND_TRIPS {
        let whole = convert("UTF-8", charset, text.as_bytes()).unwrap();
        for (from, to, input) in [("UTF-8", charset, text.as_bytes()), (charset, "UTF-8", &whole[..])] {
            let expected = convert(from, to, input).unwrap();
            let mut converter = open(from, to);
            let (mut made, mut read, mut end) = (Vec::<u8>::new(), 0, 0);
            let mut room = 1;
            while read < input.len() {
                let mut output = vec![0u8; room];
                let step = converter.convert(&input[read..end], &mut output);
                made.extend_from_slice(&output[..step.written]);
                read += step.read;
                match step.outcome {
                    Err(Error::Full) => room += 1,
                    Ok(_) | Err(Error::Incomplete) => end = input.len().min(end + 1),
                    Err(Error::Invalid) => panic!("{from} to {to} at {read}"),
                }
                if step.written > 0 {
                    room = 1;
                }
            }
            let mut output = [0u8; 16];
            let last = converter.reset(&mut output);
            made.extend_from_slice(&output[..last.written]);
            assert_eq!(made, expected, "{from} to {to}");
        }
    }
}

#[test]
fn long_texts_cross_the_pivot() {
    let text = "aé€😀".repeat(3000);
    let wide = convert("UTF-8", "UTF-16LE", text.as_bytes()).unwrap();
    assert!(text.encode_utf16().flat_map(u16::to_le_bytes).eq(wide.iter().copied()));
    assert_eq!(convert("UTF-16LE", "UTF-8", &wide).unwrap(), text.as_bytes());
}

#[test]
fn names_are_lenient() {
    for name in ["utf8", "UTF-8", "Utf_8", "UTF-8/", "utf-8//", "", "UTF-8//TRANSLIT"] {
        assert_eq!(Target::parse(name.as_bytes(), Charset::Utf8).unwrap().charset, Charset::Utf8, "{name}");
    }
    for name in ["l1", "ISO_8859-1:1987", "CP819", "iso8859-1"] {
        assert_eq!(Target::parse(name.as_bytes(), Charset::Utf8).unwrap().charset, Charset::Latin1, "{name}");
    }
    for name in ["utf9", "x", "/", &"9".repeat(99)] {
        assert_eq!(Target::parse(name.as_bytes(), Charset::Utf8), None, "{name}");
    }
    let both = Target::parse(b"ascii//translit,IGNORE", Charset::Utf8).unwrap();
    assert!(both.transliterates && both.ignores);
}

#[test]
fn errors_name_their_place() {
    assert_eq!(convert("UTF-8", "ASCII", "aé".as_bytes()), Err((1, Error::Invalid)));
    assert_eq!(convert("UTF-8", "UTF-16", b"a\xff"), Err((1, Error::Invalid)));
    assert_eq!(convert("UTF-8", "UTF-16", b"a\xe2\x82"), Err((1, Error::Incomplete)));
    assert_eq!(convert("UTF-16LE", "UTF-8", b"a\0\0\xd8a\0"), Err((2, Error::Invalid)));
    assert_eq!(convert("ISO-2022-JP", "UTF-8", b"a\x1b$"), Err((1, Error::Incomplete)));
    // The place of a character, not of the escape sequence before it.
    assert_eq!(convert("ISO-2022-JP", "ASCII", b"a\x1b$B$\""), Err((4, Error::Invalid)));
}

#[test]
fn suffixes_replace_and_ignore() {
    let mut output = [0u8; 32];
    let mut converter = open("UTF-8", "ASCII//TRANSLIT");
    let done = converter.convert("é€«»😀".as_bytes(), &mut output);
    assert_eq!((&output[..done.written], done.outcome), (&b"eEUR<<>>?"[..], Ok(5)));
    let done = converter.convert("x€".as_bytes(), &mut output[..3]);
    assert_eq!((done.read, done.written, done.outcome), (1, 1, Err(Error::Full)));
    let done = open("UTF-8", "ASCII//IGNORE").convert(b"a\xc3\xa9\xffb\xe2\x82", &mut output);
    assert_eq!((done.read, &output[..done.written], done.outcome), (5, &b"ab"[..], Err(Error::Incomplete)));
    let done = open("UTF-8", "ASCII//IGNORE").convert(b"a\xc3\xa9b", &mut output);
    assert_eq!((done.read, &output[..done.written], done.outcome), (4, &b"ab"[..], Err(Error::Invalid)));
}

/// No bytes whatever make a decoder panic, stop for ever, or read beyond the input.
#[test]
fn random_bytes_are_safe() {
    let mut seed = 1u64;
    let mut random = || {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as u32
    };
    let favourites = [0x1b, 0x24, 0x28, 0x42, 0x2b, 0x2d, 0x8e, 0x8f, 0xd8, 0xdc, 0x30, 0x81, 0x41, 0xcc];
    for (charset, _) in ROUND_TRIPS {
        let targets = ["UTF-7", "UTF-16", "GB18030//IGNORE", "ISO-2022-JP//TRANSLIT"];
        let mut converters = targets.map(|target| open(charset, target));
        for _ in 0..400 {
            let bytes: Vec<u8> = (0..random() % 40)
                .map(|_| match random() % 3 {
                    0 => favourites[random() as usize % favourites.len()],
                    _ => random() as u8,
                })
                .collect();
            let mut output = [0u8; 64];
            let room = random() as usize % 64;
            let converter = &mut converters[room % 4];
            converter.forget();
            let mut read = 0;
            for _ in 0..4 {
                let step = converter.convert(&bytes[read..], &mut output[..room]);
                read += step.read;
                assert!(step.written <= room);
            }
            converter.reset(&mut output[..room]);
        }
    }
}
