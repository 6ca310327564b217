//! Finding a sequence in a sequence of any ordered units in linear time and constant memory.
//!
//! Crochemore and Perrin's two-way algorithm: the needle is cut at a critical position, where its
//! local period is its period. The right part is compared first; a mismatch there moves the needle by
//! what matched, a match of all but the left part moves it by a period.

/// The index of the first occurrence of `needle` in `text`.
pub fn find<T: Ord>(text: &[T], needle: &[T]) -> Option<usize> {
    let (first, rest) = match needle {
        [] => return Some(0),
        [only] => return text.iter().position(|unit| unit == only),
        [first, rest @ ..] => (first, rest),
    };
    if text.len() < needle.len() {
        return None;
    }
    let start = text.iter().position(|unit| unit == first)?;
    let text = &text[start..];
    // Most needles match at once or hardly ever.
    if text.len() >= needle.len() && text[1..needle.len()] == *rest {
        return Some(start);
    }
    two_way(text, needle).map(|at| start + at)
}

fn two_way<T: Ord>(text: &[T], needle: &[T]) -> Option<usize> {
    let (cut, suffix_period) = critical_position(needle);
    let is_periodic =
        needle.len() >= suffix_period + cut && needle[..cut] == needle[suffix_period..suffix_period + cut];
    // Without a period of the whole, the longer part bounds how far a near match may move.
    let period = if is_periodic { suffix_period } else { cut.max(needle.len() - cut) + 1 };
    let mut at = 0;
    // How much of the needle's front is known to match, after a move by the period.
    let mut known = 0;
    while at + needle.len() <= text.len() {
        let window = &text[at..at + needle.len()];
        let from = cut.max(known);
        if let Some(mismatch) = (from..needle.len()).find(|&n| needle[n] != window[n]) {
            at += mismatch - cut + 1;
            known = 0;
        } else if needle[known.min(cut)..cut] != window[known.min(cut)..cut] {
            at += period;
            known = if is_periodic { needle.len() - period } else { 0 };
        } else {
            return Some(at);
        }
    }
    None
}

/// Where to cut the needle, and the period of the part from there.
fn critical_position<T: Ord>(needle: &[T]) -> (usize, usize) {
    let ascending = maximal_suffix(needle, |a, b| a < b);
    let descending = maximal_suffix(needle, |a, b| a > b);
    if ascending.0 >= descending.0 { ascending } else { descending }
}

/// The start and the period of the suffix that is last in the order.
fn maximal_suffix<T: Ord>(needle: &[T], less: impl Fn(&T, &T) -> bool) -> (usize, usize) {
    let (mut start, mut candidate, mut offset, mut period) = (0, 1, 0, 1);
    while candidate + offset < needle.len() {
        let (a, b) = (&needle[candidate + offset], &needle[start + offset]);
        if less(a, b) {
            candidate += offset + 1;
            offset = 0;
            period = candidate - start;
        } else if a == b {
            if offset + 1 == period {
                candidate += period;
                offset = 0;
            } else {
                offset += 1;
            }
        } else {
            start = candidate;
            candidate += 1;
            offset = 0;
            period = 1;
        }
    }
    (start, period)
}

#[cfg(test)]
mod tests;
