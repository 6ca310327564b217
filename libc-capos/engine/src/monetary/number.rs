//! The digits of an amount, in groups and with fill characters before them.

use super::conventions::Conventions;
use super::spec::Spec;

/// Ends a list of sizes: no more groups.
const CHAR_MAX: u8 = 127;

pub(super) struct Number<'a> {
    whole: &'a [u8],
    fraction: &'a [u8],
    point: &'a [u8],
    separator: &'a [u8],
    sizes: &'a [u8],
    fill: u8,
    fills: usize,
}

impl<'a> Number<'a> {
    /// Of decimal digits with a point, or of a word such as `inf`.
    pub fn new(text: &'a [u8], spec: &Spec, conventions: &Conventions<'a>) -> Number<'a> {
        let is_number = text.first().is_some_and(u8::is_ascii_digit);
        let split = text.iter().position(|&byte| byte == b'.').unwrap_or(text.len());
        let has_groups = is_number && spec.groups && !conventions.separator.is_empty();
        let mut number = Number {
            whole: &text[..split],
            fraction: text.get(split + 1..).unwrap_or_default(),
            point: if split < text.len() { conventions.decimal_point } else { b"" },
            separator: conventions.separator,
            sizes: if has_groups { conventions.grouping } else { b"" },
            fill: spec.fill,
            fills: 0,
        };
        // Fill characters take the places of digits and of the separators among them.
        let wanted = spec.left.map_or(0, |left| number.length(left));
        number.fills = wanted.saturating_sub(number.length(number.whole.len()));
        number
    }

    /// Whether a separator stands before the digit that so many digits follow.
    fn is_boundary(&self, right: usize) -> bool {
        let (mut at, mut size) = (0, 0);
        for &given in self.sizes {
            match given {
                CHAR_MAX.. => return false,
                0 => break,
                _ => size = usize::from(given),
            }
            at += size;
            if at >= right {
                return at == right;
            }
        }
        // The last size repeats.
        size > 0 && (right - at).is_multiple_of(size)
    }

    /// The bytes that so many digits take.
    fn length(&self, digits: usize) -> usize {
        let separators = (1..digits).filter(|&right| self.is_boundary(right)).count();
        digits + separators * self.separator.len()
    }

    pub fn len(&self) -> usize {
        self.fills + self.length(self.whole.len()) + self.point.len() + self.fraction.len()
    }

    pub fn write(&self, put: &mut dyn FnMut(&[u8])) {
        (0..self.fills).for_each(|_| put(&[self.fill]));
        for (at, digit) in self.whole.iter().enumerate() {
            if at > 0 && self.is_boundary(self.whole.len() - at) {
                put(self.separator);
            }
            put(&[*digit]);
        }
        put(self.point);
        put(self.fraction);
    }
}
