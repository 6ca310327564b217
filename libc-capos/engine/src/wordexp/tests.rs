//! Expansions with a shell in memory.

use super::*;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec;

struct Memory {
    variables: BTreeMap<Vec<u8>, Vec<u8>>,
    messages: Vec<Vec<u8>>,
}

impl Shell for Memory {
    fn variable(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        self.variables.get(name).cloned()
    }

    fn special(&mut self, parameter: u8) -> Option<Vec<u8>> {
        (parameter == b'$').then(|| b"123".to_vec())
    }

    fn assign(&mut self, name: &[u8], value: &[u8]) -> Result<(), Failure> {
        self.variables.insert(name.to_vec(), value.to_vec());
        Ok(())
    }

    fn home(&mut self, user: &[u8]) -> Option<Vec<u8>> {
        match user {
            b"" => Some(b"/my home".to_vec()),
            b"you" => Some(b"/you".to_vec()),
            _ => None,
        }
    }

    fn command(&mut self, command: &[u8]) -> Result<Vec<u8>, Failure> {
        match command {
            b"refused" => Err(Failure::Command),
            _ => Ok([b"[", command, b"]\n\n"].concat()),
        }
    }

    fn paths(&mut self, pattern: &[u8]) -> Result<Vec<Vec<u8>>, Failure> {
        Ok(if pattern == b"*.c" { vec![b"a.c".to_vec(), b"b.c".to_vec()] } else { Vec::new() })
    }

    fn complain(&mut self, _: &[u8], message: &[u8]) {
        self.messages.push(message.to_vec());
    }
}

fn shell() -> Memory {
    let variables =
        [("x", "value"), ("empty", ""), ("many", " a  b:c "), ("n", "7"), ("path", "/usr/lib/x.tar.gz")];
    let variables = variables.map(|(name, value)| (name.into(), value.into()));
    Memory { variables: variables.into(), messages: Vec::new() }
}

const FLAGS: Flags = Flags { undefined_is_error: false, charset: Charset::Utf8 };

fn words(text: &str) -> String {
    let words = expand(text.as_bytes(), FLAGS, &mut shell()).unwrap();
    let words: Vec<String> =
        words.iter().map(|word| alloc::format!("<{}>", String::from_utf8_lossy(word))).collect();
    words.join("")
}

fn failure(text: &str) -> Failure {
    expand(text.as_bytes(), FLAGS, &mut shell()).unwrap_err()
}

#[test]
fn quotes() {
    assert_eq!(words(""), "");
    assert_eq!(words(" one\ttwo  "), "<one><two>");
    assert_eq!(words("'a b'\"c d\" e\\ f"), "<a bc d><e f>");
    assert_eq!(words("'' \"\""), "<><>");
    assert_eq!(words("'a\"$x'"), "<a\"$x>");
    assert_eq!(words("\"a'$x'\\$x\\a\\\"\""), "<a'value'$x\\a\">");
    assert_eq!(words("a\\\nb"), "<ab>");
    assert_eq!(failure("'a"), Failure::Syntax);
    assert_eq!(failure("\"a"), Failure::Syntax);
    assert_eq!(failure("a\\"), Failure::Syntax);
}

#[test]
fn operators_are_refused() {
    for text in ["a|b", "a&b", "a;b", "a<b", "a>b", "(a)", "{a}", "a\nb", "${x}}"] {
        assert_eq!(failure(text), Failure::BadCharacter, "{text}");
    }
    for text in ["`refused`", "$(refused)", "\"$(refused)\"", "${none:-$(refused)}", "a$((refused)x"] {
        assert!(matches!(failure(text), Failure::Command | Failure::Syntax), "{text}");
    }
}

#[test]
fn commands() {
    assert_eq!(words("a`b`c $(d)"), "<a[b]c><[d]>");
    assert_eq!(words("$(a b) \"$(a b)\""), "<[a><b]><[a b]>");
    assert_eq!(words("$(a ')' \")\" \\) `)` # )\n) x"), "<[a><')'><\")\"><\\)><`)`><#><)><]><x>");
    assert_eq!(words("\"`a \\`b\\` \\\\ \\$c`\""), "<[a `b` \\ $c]>");
    assert_eq!(words("$((a); b) $(a $(b (c)))"), "<[(a);><b]><[a><$(b><(c))]>");
    assert_eq!(words("${x-$(refused)} ${none+`refused`}"), "<value>");
    for text in ["$(a", "`a", "$(a 'b)", "$(a \"b)"] {
        assert_eq!(failure(text), Failure::Syntax, "{text}");
    }
}

#[test]
fn parameters() {
    assert_eq!(words("$x ${x}s $x.y"), "<value><values><value.y>");
    assert_eq!(words("$none $empty"), "");
    assert_eq!(words("\"$none\" a$empty"), "<><a>");
    assert_eq!(words("$$ $# ${#x} ${#none}"), "<123><0><5><0>");
    assert_eq!(words("$ $% a$"), "<$><$%><a$>");
    assert_eq!(words("${none-a b} ${none:-'a b'} ${empty-a} ${empty:-b}"), "<a><b><a b><b>");
    assert_eq!(words("\"${none-a b}\" \"${none-'q'}\""), "<a b><'q'>");
    assert_eq!(words("${x+y} ${none+y} ${empty:+y} ${empty+z}"), "<y><z>");
    assert_eq!(words("${new=a b} $new ${new:=c}"), "<a><b><a><b><a><b>");
    assert_eq!(words("${none-${x+${n}}}"), "<7>");
    assert_eq!(words("${x-\"}\"}${none-\\}}"), "<value}>");
    assert_eq!(failure("${none?gone}"), Failure::BadValue);
    for text in ["${", "${}", "${x", "${x:}", "${x!}", "${1=a}", "${x-"] {
        assert_eq!(failure(text), Failure::Syntax, "{text}");
    }
    let strict = Flags { undefined_is_error: true, ..FLAGS };
    assert_eq!(expand(b"$none", strict, &mut shell()), Err(Failure::BadValue));
    assert_eq!(expand(b"${none-}", strict, &mut shell()), Ok(vec![]));
}

#[test]
fn patterns_of_parameters() {
    assert_eq!(
        words("${path##*/} ${path#*/} ${path%/*} ${path%%.*}"),
        "<x.tar.gz><usr/lib/x.tar.gz></usr/lib></usr/lib/x>"
    );
    assert_eq!(words("${x#\"*\"} ${x%[a-e]} ${x%none}"), "<value><valu><value>");
}

#[test]
fn fields() {
    assert_eq!(words("$many"), "<a><b:c>");
    assert_eq!(words("\"$many\""), "< a  b:c >");
    assert_eq!(words("-$many-"), "<-><a><b:c><->");
    let mut shell = shell();
    let mut split = |separators: &str, value: &str| {
        shell.variables.insert(b"IFS".to_vec(), separators.into());
        shell.variables.insert(b"v".to_vec(), value.into());
        let words = expand(b"$v", FLAGS, &mut shell).unwrap();
        words.iter().map(|word| alloc::format!("<{}>", String::from_utf8_lossy(word))).collect::<String>()
    };
    assert_eq!(split(":", "a::b:"), "<a><><b>");
    assert_eq!(split(": ", " a : b  c : "), "<a><b><c>");
    assert_eq!(split(":", ":a"), "<><a>");
    assert_eq!(split("", "a b"), "<a b>");
}

#[test]
fn tildes_and_paths() {
    assert_eq!(
        words("~ ~/x ~you/y ~none a~ \"~\" ${none-~}"),
        "</my home></my home/x></you/y><~none><a~><~></my home>"
    );
    assert_eq!(words("*.c '*.c' \"*\".c none*"), "<a.c><b.c><*.c><*.c><none*>");
}

#[test]
fn arithmetic() {
    let value = |text: &str| words(&alloc::format!("$(({text}))"));
    assert_eq!(value("1 + 2 * 3 - -4"), "<11>");
    assert_eq!(value("(1 + 2) * 3 % 5"), "<4>");
    assert_eq!(value("0x1F + 010 + $n + n"), "<53>");
    assert_eq!(value("1 << 4 | 1 ^ 3 & 2"), "<19>");
    assert_eq!(value("5 > 3 && 2 >= 2 || 0"), "<1>");
    assert_eq!(value("!5 + ~0 + (1 == 1) + (1 != 1)"), "<0>");
    assert_eq!(value("n > 5 ? 10 : 20"), "<10>");
    assert_eq!(value(""), "<0>");
    assert_eq!(value("9223372036854775807 + 1"), "<-9223372036854775808>");
    assert_eq!(value("(0 - 9223372036854775807 - 1) / -1"), "<-9223372036854775808>");
}

#[test]
fn arithmetic_assigns_and_fails() {
    assert_eq!(words("$((a = 5)) $a $((a += 2)) $((a <<= 1)) $a"), "<5><5><7><14><14>");
    assert_eq!(words("$((0 && (b = 1))) ${b-none} $((1 || 1 / 0))"), "<0><none><1>");
    for text in ["1 / 0", "1 % 0", "1 +", "1 2", "x", "08", "0x", "1 ? 2", "99999999999999999999", "1, 2"] {
        assert_eq!(failure(&alloc::format!("$(({text}))")), Failure::Syntax, "{text}");
    }
}

#[test]
fn deep_words_are_refused() {
    let deep = "${none-".repeat(100_000);
    assert_eq!(failure(&deep), Failure::NoSpace);
    let deep = alloc::format!("$(({}1))", "(".repeat(100_000));
    assert!(expand(deep.as_bytes(), FLAGS, &mut shell()).is_err());
    let deep = alloc::format!("$(({}1))", "-".repeat(100_000));
    assert_eq!(failure(&deep), Failure::NoSpace);
}

#[test]
fn random_words_never_panic() {
    let pieces = b"$${}(()))x n'\"\\`~*?[]:-=+#% \t\n;19<|&!^/,aIFS\xc3\xa4";
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..60_000 {
        let mut text = Vec::new();
        for _ in 0..state % 24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(pieces[(state >> 33) as usize % pieces.len()]);
        }
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let _ = expand(&text, FLAGS, &mut shell());
    }
}
