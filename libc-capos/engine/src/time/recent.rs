//! What a zone said lately, so that most questions are answered without looking through its transitions.
//!
//! Time is cut into granules of about a hundred days. A granule in which at most one transition happens is kept as its
//! instant and the two periods around it; the others are asked for each time.

use alloc::vec::Vec;

use super::civil::SECS_PER_DAY;
use super::mktime::{self, WINDOW};
use super::tm::Tm;
use super::zone::{LocalType, Zone};

/// Seconds in a granule: a power of two, so that dividing is shifting.
const GRANULE: u32 = 23;
/// Granules kept: 68 years, if they follow each other.
const KEPT: usize = 256;

/// What holds for a while. `N` is how the caller keeps an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period<N> {
    /// Seconds east of Greenwich.
    pub offset: i32,
    pub is_dst: bool,
    pub name: N,
}

#[derive(Clone, Copy)]
struct Entry<N> {
    granule: i64,
    /// When `after` begins; later than the granule if nothing happens in it.
    change: i64,
    before: Period<N>,
    after: Period<N>,
}

/// The periods around the instants asked for lately. They are those of one zone: another one needs another value.
pub struct Recent<N> {
    /// `KEPT` entries; none before the first use and without memory for them.
    entries: Vec<Entry<N>>,
}

impl<N: Copy> Recent<N> {
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Forgets everything, because the zone changes.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// What holds at `seconds` after the epoch; `keep` keeps an abbreviation.
    #[inline]
    pub fn lookup(&mut self, zone: &Zone, seconds: i64, mut keep: impl FnMut(&[u8]) -> N) -> Period<N> {
        match self.entry(zone, seconds, &mut keep) {
            Some(entry) if seconds >= entry.change => entry.after,
            Some(entry) => entry.before,
            None => period(zone.lookup(seconds), &mut keep),
        }
    }

    /// The instant that the fields name, as [`mktime::mktime`] says.
    pub fn mktime(&mut self, zone: &Zone, tm: &Tm, mut keep: impl FnMut(&[u8]) -> N) -> Option<i64> {
        let local = tm.to_epoch_utc();
        match self.throughout(zone, local - WINDOW, local + WINDOW, &mut keep) {
            Some(only) if tm.isdst < 0 || (tm.isdst > 0) == only.is_dst => {
                let seconds = local - i64::from(only.offset);
                // Years far away are left to the one who knows.
                if tm.year.unsigned_abs() < 1_000_000 { Some(seconds) } else { mktime::mktime(tm, zone) }
            }
            _ => mktime::mktime(tm, zone),
        }
    }

    /// The period that holds from `first` to `last`, if it is one only.
    fn throughout(
        &mut self,
        zone: &Zone,
        first: i64,
        last: i64,
        keep: &mut dyn FnMut(&[u8]) -> N,
    ) -> Option<Period<N>> {
        let from = *self.entry(zone, first, keep)?;
        if from.granule != last >> GRANULE {
            let to = *self.entry(zone, last, keep)?;
            if (from.change >> GRANULE == from.granule && first < from.change) || last >= to.change {
                return None;
            }
        } else if first < from.change && last >= from.change {
            return None;
        }
        Some(if first >= from.change { from.after } else { from.before })
    }

    #[inline]
    fn entry(&mut self, zone: &Zone, seconds: i64, keep: &mut dyn FnMut(&[u8]) -> N) -> Option<&Entry<N>> {
        let granule = seconds >> GRANULE;
        let place = granule as usize % KEPT;
        if self.entries.get(place).is_none_or(|entry| entry.granule != granule) {
            let found = find(zone, granule, keep)?;
            if self.entries.is_empty() {
                self.entries.try_reserve_exact(KEPT).ok()?;
                // No instant is in this granule.
                self.entries.resize(KEPT, Entry { granule: i64::MIN, ..found });
            }
            self.entries[place] = found;
        }
        self.entries.get(place)
    }
}

impl<N: Copy> Default for Recent<N> {
    fn default() -> Self {
        Self::new()
    }
}

fn period<N>(found: LocalType<'_>, keep: &mut dyn FnMut(&[u8]) -> N) -> Period<N> {
    Period { offset: found.offset, is_dst: found.is_dst, name: keep(found.abbr) }
}

/// The entry of a granule, if at most one transition happens in it.
#[cold]
fn find<N: Copy>(zone: &Zone, granule: i64, keep: &mut dyn FnMut(&[u8]) -> N) -> Option<Entry<N>> {
    let start = granule << GRANULE;
    let end = start.checked_add((1 << GRANULE) - 1)?;
    if start.unsigned_abs() > i64::MAX as u64 / 2 - SECS_PER_DAY as u64 {
        return None;
    }
    let first = zone.lookup(start);
    let (mut change, mut visited) = (None, 0);
    zone.changes_between(start, end, &mut |at, found| {
        visited += 1;
        change = Some((at, found));
    });
    let before = period(first, keep);
    let Some((at, found)) = change else {
        return (zone.lookup(end) == first).then_some(Entry {
            granule,
            change: i64::MAX,
            before,
            after: before,
        });
    };
    let agreed = visited == 1 && zone.lookup(at - 1) == first && zone.lookup(end) == found;
    agreed.then(|| Entry { granule, change: at, before, after: period(found, keep) })
}

#[cfg(test)]
mod tests;
