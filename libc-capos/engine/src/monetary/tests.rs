use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::*;

/// Doubles, printed by Rust.
struct Doubles(Vec<f64>, String);

impl Amounts for Doubles {
    fn next(&mut self, places: usize, _is_extended: bool) -> Option<Amount<'_>> {
        let value = self.0.remove(0);
        self.1 = format!("{:.places$}", value.abs());
        Some(Amount { is_negative: value.is_sign_negative(), text: self.1.as_bytes() })
    }
}

const fn arrangement(symbol_precedes: bool, space: u8, sign: u8) -> Arrangement {
    Arrangement { symbol_precedes, space, sign }
}

const AMERICAN: Conventions<'_> = Conventions {
    international_symbol: b"USD ",
    symbol: b"$",
    decimal_point: b".",
    separator: b",",
    grouping: b"\x03",
    positive_sign: b"",
    negative_sign: b"-",
    fraction: [2; 2],
    arrangements: [[arrangement(true, 1, 1); 2], [arrangement(true, 0, 1); 2]],
};

fn print(conventions: &Conventions<'_>, text: &str, amount: f64) -> Result<String, Error> {
    let mut out = Vec::new();
    let mut put = |bytes: &[u8]| out.extend_from_slice(bytes);
    let len = super::format(
        text.as_bytes(),
        conventions,
        &mut Doubles([amount].into(), String::new()),
        60,
        &mut put,
    )?;
    assert_eq!(out.len(), len);
    Ok(String::from_utf8(out).unwrap())
}

/// The examples of the standard's page for `strfmon`.
#[test]
fn examples_of_the_standard() {
    let cases = [
        ("%n", ["$123.45", "-$123.45", "$3,456.78"]),
        ("%11n", ["    $123.45", "   -$123.45", "  $3,456.78"]),
        ("%#5n", [" $   123.45", "-$   123.45", " $ 3,456.78"]),
        ("%=*#5n", [" $***123.45", "-$***123.45", " $*3,456.78"]),
        ("%=0#5n", [" $000123.45", "-$000123.45", " $03,456.78"]),
        ("%^#5n", [" $  123.45", "-$  123.45", " $ 3456.78"]),
        ("%^#5.0n", [" $  123", "-$  123", " $ 3457"]),
        ("%^#5.4n", [" $  123.4500", "-$  123.4500", " $ 3456.7810"]),
        ("%(#5n", [" $   123.45 ", "($   123.45)", " $ 3,456.78 "]),
        ("%!(#5n", ["    123.45 ", "(   123.45)", "  3,456.78 "]),
    ];
    for (text, wanted) in cases {
        for (amount, wanted) in [123.45, -123.45, 3456.781].into_iter().zip(wanted) {
            assert_eq!(print(&AMERICAN, text, amount).as_deref(), Ok(wanted), "{text}");
        }
    }
}

#[test]
fn flags_and_symbols() {
    let american = |text, amount| print(&AMERICAN, text, amount).unwrap();
    assert_eq!(american("%i|", -1234567.5), "-USD 1,234,567.50|");
    assert_eq!(american("%!i", 1.0), "1.00");
    assert_eq!(american("%-10n|", 1.0), "$1.00     |");
    assert_eq!(american("%%a%n", 1.0), "%a$1.00");
    assert_eq!(american("%+n", -1.0), "-$1.00");
    assert_eq!(print(&Conventions::C, "%n %", 1.0), Err(Error::Format));
    assert_eq!(print(&Conventions::C, "%+(n", 1.0), Err(Error::Format));
    assert_eq!(print(&Conventions::C, "%99999999999999999999n", 1.0), Err(Error::Format));
    assert_eq!(print(&Conventions::C, "%#999999999n", 1.0), Err(Error::Full));
    assert_eq!(print(&Conventions::C, "%n", -1234.567).unwrap(), "-1234.57");
    assert_eq!(print(&Conventions::C, "%n", f64::INFINITY).unwrap(), "inf");
}

/// The table of the C standard (7.11.2.1) for `+` and `$`.
#[test]
fn every_arrangement() {
    let rows = [
        (false, 0, ["(1.25$)", "(1.25 $)", "(1.25$)"]),
        (false, 1, ["+1.25$", "+1.25 $", "+ 1.25$"]),
        (false, 2, ["1.25$+", "1.25 $+", "1.25$ +"]),
        (false, 3, ["1.25+$", "1.25 +$", "1.25+ $"]),
        (false, 4, ["1.25$+", "1.25 $+", "1.25$ +"]),
        (true, 0, ["($1.25)", "($ 1.25)", "($1.25)"]),
        (true, 1, ["+$1.25", "+$ 1.25", "+ $1.25"]),
        (true, 2, ["$1.25+", "$ 1.25+", "$1.25 +"]),
        (true, 3, ["+$1.25", "+$ 1.25", "+ $1.25"]),
        (true, 4, ["$+1.25", "$+ 1.25", "$ +1.25"]),
    ];
    for (precedes, sign, texts) in rows {
        for (space, wanted) in (0..).zip(texts) {
            let arrangements = [[arrangement(precedes, space, sign); 2]; 2];
            let conventions = Conventions { negative_sign: b"+", arrangements, ..AMERICAN };
            assert_eq!(print(&conventions, "%n", -1.25).unwrap(), wanted);
        }
    }
}

#[test]
fn groups_of_other_sizes() {
    let indian = Conventions { grouping: b"\x03\x02", ..AMERICAN };
    assert_eq!(print(&indian, "%.0n", 123456789.0).unwrap(), "$12,34,56,789");
    let once = Conventions { grouping: b"\x03\x7f", ..AMERICAN };
    assert_eq!(print(&once, "%.0n", 123456789.0).unwrap(), "$123456,789");
    assert_eq!(print(&indian, "%=*#8.0n", 1.0).unwrap(), " $**********1");
}
