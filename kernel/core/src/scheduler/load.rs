//! `Load`: how many threads wanted to run lately, on average.

/// 1 in the averages' fixed point.
const ONE: u64 = 1 << 16;

/// Nanoseconds between samples.
const PERIOD: u64 = 5_000_000_000;

/// What is left of an average after a period: exp(-5 / 60), exp(-5 / 300) and exp(-5 / 900).
const DECAYS: [u64; 3] = [60296, 64453, 65174];

/// Samples that are made up for at most; after as many the past is forgotten.
const MAX_MISSED: u64 = 2000;

#[derive(Debug)]
pub struct Load {
    averages: [u64; 3],
    /// When the last sample was due.
    sampled: u64,
}

impl Load {
    pub const fn new() -> Self {
        Load { averages: [0; 3], sampled: 0 }
    }

    /// Samples that were due up to now count as many threads as want to run now.
    pub fn sample(&mut self, now: u64, running: usize) {
        let periods = now.saturating_sub(self.sampled) / PERIOD;
        self.sampled += periods * PERIOD;
        for _ in 0..periods.min(MAX_MISSED) {
            for (average, decay) in self.averages.iter_mut().zip(DECAYS) {
                *average = (*average * decay + running as u64 * ONE * (ONE - decay)) / ONE;
            }
        }
    }

    /// Over 1, 5 and 15 minutes, in 65536ths.
    pub fn averages(&self) -> [u32; 3] {
        self.averages.map(|average| u32::try_from(average).unwrap_or(u32::MAX))
    }
}
