//! Hashes that libxcrypt 4.4 makes of the same passwords and settings.

use super::{KeySchedule, crypt};

const HASHES: [(&[u8], &str, &str); 21] = [
    (
        b"",
        "$6$saltstring",
        "$6$saltstring$kyGrqt6gmjAdtFLPrflEFifSYLCWWq1pyx95SvqinLDy2UHmj0sTF0MSLMwxPFZc3tu5kQckI8fks0zOPda3n1",
    ),
    (b"", "$5$saltstring", "$5$saltstring$FdNfA4gXqvCeO6iZs7G/.wwwoywYZqo0l1pwmfWaBA7"),
    (b"", "$2b$04$abcdefghijklmnopqrstuu", "$2b$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq"),
    (b"", "$1$ab$", "$1$ab$rn6aQS/o7141mj179E/zA."),
    (b"", "ab", "abmF1QH4PEr.E"),
    (
        b"password",
        "$6$saltstring",
        "$6$saltstring$adDbXsJjcDlq2662QPgd.tkSOVmnG9Tt3oXl4HR60SusC3AGjirnDenVZp3DGwLwqy6iYKCzannhaX9DR72nN1",
    ),
    (
        b"password",
        "$6$rounds=1400$anotherlongsaltstring",
        "$6$rounds=1400$anotherlongsalts$PAZqpKUKGek9w8oPgIGPxV0Y72OmDpdCthOX9H9O.5R1UbUeZcZS09hlVOfEnTt.66Pdgt7Jvf5Fcex6JIQox/",
    ),
    (b"password", "$5$rounds=1234$x$", "$5$rounds=1234$x$c1TyG0mRCk0Eh5tbhy.yhOhyZEL/gyF2uq77ynzJYj8"),
    (
        b"password",
        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.",
        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.aDV7CQarKHMuNfh2oJkFzsHZya4whFe",
    ),
    (b"password", "$1$saltsalt", "$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/"),
    (b"password", "./", "./xZjzHv5vzVE"),
    (
        b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "$6$rounds=1400$anotherlongsaltstring",
        "$6$rounds=1400$anotherlongsalts$SxXCOafThZMHVf1E9diyMI.LG2BPaUdjgQsX1hJ/UV0yLSHMQkYQYrWiBDqM6t.pAdxoA39mQi0oE3Y9xm/2Z/",
    ),
    (
        b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "$5$rounds=1234$x$",
        "$5$rounds=1234$x$k3Uk4asGu55w0CNNkrJOfIfDLYefUKs3vHlx8vMqMg.",
    ),
    (
        b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "$2b$04$abcdefghijklmnopqrstuu",
        "$2b$04$abcdefghijklmnopqrstuuWTSHkTgWdsWag7rtSY2APXG6jxP2cuq",
    ),
    (
        b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "$1$saltsalt",
        "$1$saltsalt$USb6hEjorhJGTU6tQXjgk.",
    ),
    (
        b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "zZ",
        "zZcLGWImZ3Vko",
    ),
    (
        b"\xc3\xa4\xc3\xb6 \xff",
        "$6$rounds=1400$anotherlongsaltstring",
        "$6$rounds=1400$anotherlongsalts$VMF0dcr5eZkUO.prtXeMZ/39VRxLsgVIBNGCZDyXrJYH/5EQHyAjqLKsjTwRIUpux7N2//s6wsc0UtAw0ooJS0",
    ),
    (
        b"\xc3\xa4\xc3\xb6 \xff",
        "$5$rounds=1234$x$",
        "$5$rounds=1234$x$y3M.FAD1CluOyKl.RHJO1YIoU3AmrRZ1rRRexLme4Z6",
    ),
    (
        b"\xc3\xa4\xc3\xb6 \xff",
        "$2y$04$......................",
        "$2y$04$......................pflkrW4353t5bdSuEGQCzq724Krccs2",
    ),
    (b"\xc3\xa4\xc3\xb6 \xff", "$1$saltsalt", "$1$saltsalt$34WsAjUfzJDXDR.nxKNq71"),
    (b"\xc3\xa4\xc3\xb6 \xff", "ab", "abO7.MRK4TAL."),
];

fn hash(key: &[u8], setting: &str) -> Option<alloc::string::String> {
    crypt(key, setting.as_bytes()).map(|hash| core::str::from_utf8(hash.as_bytes()).unwrap().into())
}

#[test]
fn hashes_are_those_of_others() {
    for (key, setting, expected) in HASHES {
        assert_eq!(hash(key, setting).as_deref(), Some(expected), "{setting}");
        // A hash is its own setting.
        assert_eq!(hash(key, expected).as_deref(), Some(expected), "{expected}");
    }
}

#[test]
fn what_is_no_setting() {
    let refused = [
        "",
        "a",
        "*0",
        "$7$x",
        "$2b$03$abcdefghijklmnopqrstuu",
        "$2b$32$abcdefghijklmnopqrstuu",
        "$2b$04$abcdefghijklmnopqrstu",
        "$2b$4$abcdefghijklmnopqrstuu",
        "$2x$04$abcdefghijklmnopqrstuu",
        "$6$rounds=10$a",
        "$6$rounds=x$a",
        "$6$rounds=1000",
        "$5$rounds=01000$a",
        "$5$a:b",
        "$1$a\nb",
        "a!",
    ];
    for setting in refused {
        assert_eq!(hash(b"key", setting), None, "{setting}");
    }
    assert_eq!(hash(&[b'x'; 513], "ab"), None);
}

#[test]
fn des_block() {
    // FIPS 46 sample values, as in the literature.
    let keys = KeySchedule::new(0x1334_5779_9bbc_dff1);
    assert_eq!(keys.encrypt(0x0123_4567_89ab_cdef), 0x85e8_1354_0f0a_b405);
    assert_eq!(keys.decrypt(0x85e8_1354_0f0a_b405), 0x0123_4567_89ab_cdef);
}
