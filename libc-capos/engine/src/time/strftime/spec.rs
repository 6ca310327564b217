//! The parts of a conversion specification: `%[flags][width][E|O]conversion`.

use super::Unit;

/// Conversions on which the standards (or GNU) allow the modifier `E`.
const WITH_E: &[u8] = b"cCxXyY";
/// Conversions on which they allow `O`.
const WITH_O: &[u8] = b"bBdeghHIklmMSuUVwWy";
/// Widths beyond this are cut: no text of that length can be meant.
const MAX_WIDTH: usize = i32::MAX as usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Padding {
    Zero,
    Space,
    None,
    /// `+`: zeros, and a sign where the year takes more than its usual digits.
    Plus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    AsIs,
    Upper,
    /// `#`: the other case, which depends on the conversion.
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Spec {
    pub padding: Option<Padding>,
    pub case: Case,
    pub width: Option<usize>,
    pub conversion: u8,
}

impl Spec {
    /// Parses what follows the `%` and says how many units it took. `None` where the modifier does
    /// not go with the conversion or the text ends.
    pub(super) fn parse<U: Unit>(text: &[U]) -> Option<(Spec, usize)> {
        let mut spec = Spec { padding: None, case: Case::AsIs, width: None, conversion: 0 };
        let mut at = 0;
        let unit = |at: usize| text.get(at).map(|u| u.to_ascii());
        loop {
            match unit(at)? {
                b'0' => spec.padding = Some(Padding::Zero),
                b'_' => spec.padding = Some(Padding::Space),
                b'-' => spec.padding = Some(Padding::None),
                b'+' => spec.padding = Some(Padding::Plus),
                b'^' => spec.case = Case::Upper,
                b'#' => spec.case = Case::Other,
                _ => break,
            }
            at += 1;
        }
        while let Some(digit @ b'0'..=b'9') = unit(at) {
            let width = spec.width.unwrap_or(0).saturating_mul(10) + usize::from(digit - b'0');
            spec.width = Some(width.min(MAX_WIDTH));
            at += 1;
        }
        let allowed: Option<&[u8]> = match unit(at)? {
            b'E' => Some(WITH_E),
            b'O' => Some(WITH_O),
            _ => None,
        };
        at += usize::from(allowed.is_some());
        spec.conversion = unit(at)?;
        if allowed.is_some_and(|set| !set.contains(&spec.conversion)) {
            return None;
        }
        Some((spec, at + 1))
    }
}
