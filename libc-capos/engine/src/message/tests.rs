use alloc::string::String;
use alloc::vec::Vec;

use super::languages::{Name, list};
use super::plural::Rule;
use super::{mo, nlspath, numbered};

/// A small catalogue in the given byte order, with or without a hash table.
fn catalogue(big: bool, hash_size: u32) -> Vec<u8> {
    let header = "Content-Type: text/plain; charset=ISO-8859-1\nPlural-Forms: nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;\n";
    let messages = [
        ("", header),
        ("menu\u{4}Open", "Auf"),
        ("Open", "Öffnen"),
        ("file\0files", "Datei\0Dateien\0viele Dateien"),
        ("hello", "Hallo"),
    ];
    let mut messages = Vec::from(messages);
    messages.sort();
    let word = |value: u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
    let count = messages.len() as u32;
    let (originals, translations) = (28, 28 + 8 * count);
    let hash = translations + 8 * count;
    let mut texts = Vec::new();
    let mut tables = [Vec::new(), Vec::new()];
    for (original, translation) in &messages {
        for (table, text) in tables.iter_mut().zip([original, translation]) {
            table.extend(word(text.len() as u32));
            table.extend(word(hash + 4 * hash_size + texts.len() as u32));
            texts.extend_from_slice(text.as_bytes());
            texts.push(0);
        }
    }
    let mut slots = Vec::from_iter((0..hash_size).map(|_| 0u32));
    for (index, (original, _)) in messages.iter().enumerate().filter(|_| hash_size > 0) {
        let hash = pjw(original.split('\0').next().unwrap());
        let mut slot = hash % hash_size;
        while slots[slot as usize] != 0 {
            slot = (slot + 1 + hash % (hash_size - 2)) % hash_size;
        }
        slots[slot as usize] = index as u32 + 1;
    }
    let mut bytes = Vec::new();
    let fields =
        [0x9504_12de, 0, count, originals, translations, hash_size, if hash_size > 0 { hash } else { 0 }];
    fields.iter().for_each(|&field| bytes.extend(word(field)));
    tables.iter().for_each(|table| bytes.extend_from_slice(table));
    slots.iter().for_each(|&slot| bytes.extend(word(slot)));
    bytes.extend(texts);
    bytes
}

fn pjw(text: &str) -> u32 {
    let mut hash = 0u32;
    for byte in text.bytes() {
        hash = (hash << 4) + u32::from(byte);
        let high = hash & 0xf000_0000;
        hash = (hash ^ high >> 24) & !high;
    }
    hash
}

#[test]
fn catalogues_of_every_shape_are_read() {
    for big in [false, true] {
        for hash_size in [0, 7, 11] {
            let bytes = catalogue(big, hash_size);
            let catalog = mo::Catalog::parse(&bytes[..]).unwrap();
            assert_eq!(catalog.charset(), b"ISO-8859-1");
            let text =
                |original: &str| catalog.find(original.as_bytes()).and_then(|n| catalog.translation(n));
            assert_eq!(text("hello"), Some(&b"Hallo\0"[..]));
            assert_eq!(text("Open"), Some("Öffnen\0".as_bytes()));
            assert_eq!(text("menu\u{4}Open"), Some(&b"Auf\0"[..]));
            assert_eq!(text("files"), None);
            let forms = text("file").unwrap();
            let form = |number| &forms[catalog.form(forms, number)..];
            assert!(form(1).starts_with(b"Datei\0"));
            assert!(form(2).starts_with(b"Dateien\0"));
            assert!(form(0).starts_with(b"viele"));
        }
    }
}

/// A generator of pseudo-random numbers (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }

    /// Changes, removes or repeats some bytes.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..1 + self.below(4) {
            let at = self.below(bytes.len().max(1));
            match self.below(4) {
                0 => bytes.truncate(at),
                1 if at < bytes.len() => bytes[at] = [0, 1, 0x7f, 0xff][self.below(4)],
                _ if at < bytes.len() => bytes[at] = self.below(256) as u8,
                _ => bytes.push(0),
            }
        }
    }
}

#[test]
fn damaged_catalogues_are_safe() {
    let mut random = Random(7);
    for round in 0..20_000 {
        let mut bytes = catalogue(round % 2 == 0, [0, 7][round / 2 % 2]);
        random.mutate(&mut bytes);
        let Some(catalog) = mo::Catalog::parse(&bytes[..]) else { continue };
        catalog.charset();
        for original in [&b""[..], b"hello", b"file", b"Open", b"nothing"] {
            if let Some(forms) = catalog.find(original).and_then(|index| catalog.translation(index)) {
                for number in [0, 1, 5, u64::MAX] {
                    assert!(forms[catalog.form(forms, number)..].contains(&0));
                }
            }
        }
    }
}

fn form(rule: &str, number: u64) -> usize {
    Rule::parse(rule.as_bytes()).unwrap_or_else(|| panic!("{rule}")).form(number)
}

#[test]
fn rules_of_real_languages() {
    let russian = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);";
    let expected = [(1, 0), (2, 1), (5, 2), (11, 2), (12, 2), (21, 0), (22, 1), (25, 2), (111, 2), (121, 0)];
    expected.iter().for_each(|&(number, want)| assert_eq!(form(russian, number), want, "{number}"));
    let arabic =
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5\n";
    let expected = [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5), (103, 3)];
    expected.iter().for_each(|&(number, want)| assert_eq!(form(arabic, number), want, "{number}"));
    assert_eq!(form("nplurals=1; plural=0;", 7), 0);
    assert_eq!(form("nplurals=2; plural=n != 1", 1), 0);
    assert_eq!(form("nplurals=2; plural=!(n == 1)", 5), 1);
}

#[test]
fn rules_follow_c() {
    assert_eq!(form("nplurals=99; plural=2+3*4", 0), 14);
    assert_eq!(form("nplurals=99; plural=20-3-4", 0), 13);
    assert_eq!(form("nplurals=99; plural=1<2==1", 0), 1);
    assert_eq!(form("nplurals=99; plural=1||0&&0", 0), 1);
    assert_eq!(form("nplurals=99; plural=0?1:0?2:3", 0), 3);
    // Nothing to divide by, and a form that does not exist.
    assert_eq!(form("nplurals=2; plural=1%n", 0), 0);
    assert_eq!(form("nplurals=2; plural=n", 9), 0);
}

#[test]
fn bad_rules_are_refused() {
    let deep = alloc::format!("nplurals=2; plural={}n{}", "(".repeat(500), ")".repeat(500));
    let long = alloc::format!("nplurals=2; plural=n{}", "+n".repeat(500));
    let bad = [
        "",
        "nplurals=2",
        "nplurals=0; plural=0",
        "nplurals=2; plural=",
        "nplurals=2; plural=n n",
        &deep,
        &long,
    ];
    bad.iter().for_each(|rule| assert!(Rule::parse(rule.as_bytes()).is_none(), "{rule}"));
    let mut random = Random(3);
    let tokens = ["n", "1", "(", ")", "?", ":", "!", "==", "%", "&&", "||", "<", " ", "99999999999999999999"];
    for _ in 0..20_000 {
        let body: String = (0..random.below(40)).map(|_| tokens[random.below(tokens.len())]).collect();
        if let Some(rule) = Rule::parse(alloc::format!("nplurals=3; plural={body};").as_bytes()) {
            assert!(rule.form(random.below(1000) as u64) < 3);
        }
    }
}

#[test]
fn languages_are_tried_from_the_most_specific() {
    let variants = |name: &str| -> Vec<String> {
        let text = |variant: super::languages::Variant<'_>| {
            let mut bytes = Vec::new();
            variant.write(|byte| bytes.push(byte));
            String::from_utf8(bytes).unwrap()
        };
        Name::parse(name.as_bytes()).variants().map(text).collect()
    };
    assert_eq!(variants("de"), ["de"]);
    assert_eq!(variants("de_AT"), ["de_AT", "de"]);
    assert_eq!(variants("de_AT.UTF-8"), ["de_AT.UTF-8", "de_AT.utf8", "de_AT", "de.UTF-8", "de.utf8", "de"]);
    assert_eq!(variants("sr@latin"), ["sr@latin", "sr"]);
    assert_eq!(variants("a_B.8859-1@m")[1], "a_B.iso88591@m");
    let languages: Vec<_> = list(b"de_AT::../x:de:C:en").collect();
    assert_eq!(languages, [&b"de_AT"[..], b"de"]);
}

/// Sets 0 and 2 with a message each, as gencat would write them with a table of one level of three entries.
fn numbered_catalogue() -> Vec<u8> {
    let mut bytes = Vec::new();
    [0x9604_08deu32, 3, 1].iter().for_each(|word| bytes.extend(word.to_le_bytes()));
    // (1 * 2) % 3 and (3 * 1) % 3 are the places of the two.
    let table = [3u32, 1, 6, 0, 0, 0, 1, 2, 0];
    table.iter().for_each(|word| bytes.extend(word.to_le_bytes()));
    table.iter().for_each(|word| bytes.extend(word.to_be_bytes()));
    bytes.extend(b"first\0second\0");
    bytes
}

#[test]
fn numbered_messages() {
    let bytes = numbered_catalogue();
    let catalog = numbered::Catalog::parse(&bytes[..]).unwrap();
    assert_eq!(catalog.get(0, 2), Some(&b"first\0"[..]));
    assert_eq!(catalog.get(2, 1), Some(&b"second\0"[..]));
    assert_eq!(catalog.get(1, 1), None);
    assert_eq!(catalog.get(u32::MAX, 1), None);
    let mut random = Random(9);
    for _ in 0..20_000 {
        let mut bytes = bytes.clone();
        random.mutate(&mut bytes);
        if let Some(catalog) = numbered::Catalog::parse(&bytes[..]) {
            (0..16)
                .for_each(|at| assert!(catalog.get(at / 4, at % 4).is_none_or(|text| text.ends_with(b"\0"))));
        }
    }
}

#[test]
fn nlspath_templates() {
    let expand = |template: &str| {
        let mut bytes = Vec::new();
        nlspath::expand(template.as_bytes(), b"prog", b"de_AT.UTF-8", |byte| bytes.push(byte));
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(expand("/x/%L/%N.cat"), "/x/de_AT.UTF-8/prog.cat");
    assert_eq!(expand("%l-%t-%c-%%-%q%"), "de-AT-UTF-8-%-");
    assert_eq!(expand(""), "prog");
    assert_eq!(nlspath::templates(b"a:b::c").count(), 4);
}

#[test]
fn texts_that_depend_on_the_system_are_put_together() {
    let file = include_bytes!("../../../../tests/fixtures/locale/de/LC_MESSAGES/capos.mo");
    let catalog = mo::Catalog::parse(&file[..]).unwrap();
    let text = |original: &str| catalog.find(original.as_bytes()).and_then(|n| catalog.translation(n));
    assert_eq!(text("%ld bytes of %lu"), Some(&b"von %2$lu Bytes %1$ld\0"[..]));
    assert_eq!(text("%u row"), Some(&b"%u Zeile\0%u Zeilen\0"[..]));
    assert_eq!(text("%lu row"), None);
    // Whatever is broken, nothing panics.
    for end in 0..file.len() {
        let _ = mo::Catalog::parse(&file[..end]);
        for value in [0, 0x7f, 0xff] {
            let mut broken = file.to_vec();
            broken[end] = value;
            let _ = mo::Catalog::parse(&broken[..]).map(|catalog| catalog.find(b"%u row"));
        }
    }
}
