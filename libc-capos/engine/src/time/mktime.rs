//! `mktime`: from a broken-down local time to the instant, as POSIX.1-2024 words it.

use super::tm::Tm;
use super::zone::{LocalType, Zone};

/// Further than any zone's offset; instants this far from the local time need no look.
pub(super) const WINDOW: i64 = 26 * 3600;

/// Which instant the fields of `tm` name in `zone`; fields may be out of their ranges.
///
/// - `tm_isdst` positive or 0 presumes that daylight time is or is not in force: where it is not
///   so then, the fields are read on the clock of the nearest period where it is.
/// - Negative asks: the first of two instants with these fields, and where the clock jumped over
///   them, the reading of the clock before the jump.
///
/// `None` where the instant or its normalised year cannot be represented.
pub fn mktime(tm: &Tm, zone: &Zone) -> Option<i64> {
    let local = tm.to_epoch_utc();
    let hint = (tm.isdst >= 0).then_some(tm.isdst > 0);
    let seconds = local - i64::from(choose(local, hint, zone).offset);
    Tm::from_epoch(seconds, zone.lookup(seconds).offset, false)?;
    Some(seconds)
}

/// The local time type on whose clock the fields are to be read.
fn choose(local: i64, hint: Option<bool>, zone: &Zone) -> LocalType<'_> {
    let before = zone.lookup(local - WINDOW);
    let (mut first, mut hinted) = (None, None);
    let mut in_gap = None;
    zone.types_between(local - WINDOW, local + WINDOW, &mut |candidate| {
        let seconds = local - i64::from(candidate.offset);
        let holds = zone.lookup(seconds);
        if holds.offset == candidate.offset && holds.is_dst == candidate.is_dst {
            first.get_or_insert(candidate);
            if hint == Some(candidate.is_dst) {
                hinted.get_or_insert(candidate);
            }
        } else if in_gap.is_none() {
            in_gap = Some(candidate);
        }
    });
    if let Some(found) = hinted {
        return found;
    }
    let wanted = hint.and_then(|is_dst| zone.nearest(local - i64::from(before.offset), is_dst));
    // In a gap no candidate holds, and the first one visited is the clock before the jump.
    wanted.or(first).or(in_gap).unwrap_or(before)
}

#[cfg(test)]
mod tests;
