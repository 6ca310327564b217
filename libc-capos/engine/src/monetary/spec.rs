//! Conversion specifications.

/// `%[=f^+(!-][width][#left][.right][L]{i,n}`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spec {
    pub fill: u8,
    pub groups: bool,
    /// Negative amounts stand in parentheses.
    pub parentheses: bool,
    pub has_symbol: bool,
    pub is_left: bool,
    pub width: usize,
    /// How many digits before the decimal point there is room for.
    pub left: Option<usize>,
    pub right: Option<usize>,
    /// The amount is a `long double`.
    pub is_extended: bool,
    pub is_international: bool,
}

impl Spec {
    /// Reads what follows a `%`, and what follows that; `None` where it is no specification.
    pub fn parse(mut text: &[u8]) -> Option<(Spec, &[u8])> {
        let mut spec = Spec {
            fill: b' ',
            groups: true,
            parentheses: false,
            has_symbol: true,
            is_left: false,
            width: 0,
            left: None,
            right: None,
            is_extended: false,
            is_international: false,
        };
        let mut has_style = false;
        loop {
            match text {
                [b'=', fill, rest @ ..] => {
                    spec.fill = *fill;
                    text = rest;
                    continue;
                }
                [b'^', ..] => spec.groups = false,
                [style @ (b'+' | b'('), ..] if !has_style => {
                    has_style = true;
                    spec.parentheses = *style == b'(';
                }
                [b'!', ..] => spec.has_symbol = false,
                [b'-', ..] => spec.is_left = true,
                _ => break,
            }
            text = &text[1..];
        }
        spec.width = number(&mut text)?.unwrap_or(0);
        if let [b'#', rest @ ..] = text {
            text = rest;
            spec.left = Some(number(&mut text)??);
        }
        if let [b'.', rest @ ..] = text {
            text = rest;
            spec.right = Some(number(&mut text)??);
        }
        if let [b'L', rest @ ..] = text {
            text = rest;
            spec.is_extended = true;
        }
        let (&conversion, rest) = text.split_first()?;
        spec.is_international = conversion == b'i';
        matches!(conversion, b'i' | b'n').then_some((spec, rest))
    }
}

/// Takes a decimal number from the front, `None` inside if there is none; fails where it is too large for any text.
fn number(text: &mut &[u8]) -> Option<Option<usize>> {
    const MOST: usize = i32::MAX as usize;
    let mut value = None;
    while let [digit @ b'0'..=b'9', rest @ ..] = *text {
        let next = value.unwrap_or(0usize).checked_mul(10)?.checked_add(usize::from(digit - b'0'))?;
        value = Some(next).filter(|&next| next <= MOST);
        value?;
        *text = rest;
    }
    Some(value)
}
