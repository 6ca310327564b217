//! Conversion between the ticks of a counter and nanoseconds, in 32.32 fixed point.

#[cfg(test)]
mod tests;

const NANOSECONDS_PER_SECOND: u128 = 1_000_000_000;

/// Nanoseconds per tick and ticks per nanosecond.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TickScale {
    /// Nanoseconds per tick.
    pub multiplier: u64,
    /// Ticks per nanosecond.
    pub inverse: u64,
}

impl TickScale {
    /// So many ticks passed in so many nanoseconds. `None` if either is zero or the quotient out of range.
    pub(crate) fn measured(ticks: u64, nanoseconds: u64) -> Option<TickScale> {
        let quotient = |a: u64, b: u64| {
            let quotient = (u128::from(a) << 32).checked_div(u128::from(b))?;
            u64::try_from(quotient).ok().filter(|&value| value != 0)
        };
        Some(TickScale { multiplier: quotient(nanoseconds, ticks)?, inverse: quotient(ticks, nanoseconds)? })
    }

    /// A counter of so many ticks per second.
    pub(crate) fn from_frequency(hertz: u64) -> Option<TickScale> {
        TickScale::measured(hertz, NANOSECONDS_PER_SECOND as u64)
    }

    pub(crate) fn nanoseconds(self, ticks: u64) -> u64 {
        ((u128::from(ticks) * u128::from(self.multiplier)) >> 32) as u64
    }

    /// Rounded up, so that waiting for that many ticks waits at least the time; saturating.
    pub(crate) fn ticks(self, nanoseconds: u64) -> u64 {
        let ticks = ((u128::from(nanoseconds) * u128::from(self.inverse)) >> 32) + 1;
        u64::try_from(ticks).unwrap_or(u64::MAX)
    }
}
