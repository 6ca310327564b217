//! What stands on either side of the number.

use super::conventions::{Arrangement, Conventions};
use super::spec::Spec;

/// Texts in order.
type Texts<'a> = [&'a [u8]; 4];

pub(super) struct Sides<'a> {
    pub before: Texts<'a>,
    pub after: Texts<'a>,
}

pub(super) fn length(texts: &Texts<'_>) -> usize {
    texts.iter().map(|text| text.len()).sum()
}

impl<'a> Sides<'a> {
    /// For a sign; the arrangements are those of the C standard's description of `struct lconv`.
    pub fn new(spec: &Spec, conventions: &Conventions<'a>, is_negative: bool) -> Sides<'a> {
        let kind = usize::from(!spec.is_international);
        let Arrangement { symbol_precedes, space, sign: position } =
            conventions.arrangements[kind][usize::from(is_negative)];
        let (symbol, blank) = symbol(spec, conventions);
        let sign = match is_negative {
            _ if spec.parentheses => &b""[..],
            true => conventions.negative_sign,
            false => conventions.positive_sign,
        };
        // Between symbol and number, and between sign and whatever it stands beside.
        let between = if space == 1 && !symbol.is_empty() { blank } else { b"" };
        let beside = if space == 2 && !sign.is_empty() { blank } else { b"" };
        if spec.parentheses || position == 0 {
            let (open, close) = if is_negative { (&b"("[..], &b")"[..]) } else { (&b""[..], &b""[..]) };
            return if symbol_precedes {
                Sides { before: [open, symbol, between, b""], after: [close, b"", b"", b""] }
            } else {
                Sides { before: [open, b"", b"", b""], after: [between, symbol, close, b""] }
            };
        }
        match (symbol_precedes, position) {
            (true, 2) => Sides { before: [symbol, between, b"", b""], after: [beside, sign, b"", b""] },
            (true, 4) => Sides { before: [symbol, beside, sign, between], after: [b""; 4] },
            (true, _) => Sides { before: [sign, beside, symbol, between], after: [b""; 4] },
            (false, 1) => Sides { before: [sign, beside, b"", b""], after: [between, symbol, b"", b""] },
            (false, 3) => Sides { before: [b""; 4], after: [between, sign, beside, symbol] },
            (false, _) => Sides { before: [b""; 4], after: [between, symbol, beside, sign] },
        }
    }
}

/// The symbol and what separates it from its neighbours.
fn symbol<'a>(spec: &Spec, conventions: &Conventions<'a>) -> (&'a [u8], &'a [u8]) {
    let (symbol, blank) = if spec.is_international {
        let (letters, blank) = conventions
            .international_symbol
            .split_at_checked(3)
            .unwrap_or((conventions.international_symbol, b""));
        (letters, if blank.is_empty() { b" " } else { blank })
    } else {
        (conventions.symbol, &b" "[..])
    };
    (if spec.has_symbol { symbol } else { b"" }, blank)
}
