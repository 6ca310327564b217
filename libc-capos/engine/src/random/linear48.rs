//! `drand48` and its family: `x = a * x + c` modulo 2^48.

const MULTIPLIER: u64 = 0x5_deec_e66d;
const INCREMENT: u16 = 0xb;

/// The generator's parameters and its own state.
#[derive(Clone, Copy)]
pub struct Linear48 {
    state: u64,
    multiplier: u64,
    increment: u16,
}

fn join(words: [u16; 3]) -> u64 {
    u64::from(words[0]) | u64::from(words[1]) << 16 | u64::from(words[2]) << 32
}

fn split(bits: u64) -> [u16; 3] {
    [bits as u16, (bits >> 16) as u16, (bits >> 32) as u16]
}

impl Linear48 {
    pub const fn new() -> Self {
        Self { state: 0x1234_abcd_330e, multiplier: MULTIPLIER, increment: INCREMENT }
    }

    /// `srand48`.
    pub fn seed(&mut self, seed: u32) {
        *self = Self { state: u64::from(seed) << 16 | 0x330e, ..Self::new() };
    }

    /// `seed48`: the state that was.
    pub fn seed_whole(&mut self, state: [u16; 3]) -> [u16; 3] {
        let old = split(self.state);
        *self = Self { state: join(state), ..Self::new() };
        old
    }

    /// `lcong48`.
    pub fn set_all(&mut self, parameters: [u16; 7]) {
        let [a, b, c, d, e, f, increment] = parameters;
        *self = Self { state: join([a, b, c]), multiplier: join([d, e, f]), increment };
    }

    #[inline]
    fn after(&self, bits: u64) -> u64 {
        bits.wrapping_mul(self.multiplier).wrapping_add(self.increment.into()) & 0xffff_ffff_ffff
    }

    /// Advances a state of the caller's, and yields its 48 bits.
    pub fn step(&self, state: &mut [u16; 3]) -> u64 {
        let next = self.after(join(*state));
        *state = split(next);
        next
    }

    /// Advances the generator's own state, and yields its 48 bits.
    #[inline]
    pub fn step_own(&mut self) -> u64 {
        self.state = self.after(self.state);
        self.state
    }

    /// 48 bits as a number from 0 up to, but not including, 1.
    pub fn to_double(bits: u64) -> f64 {
        bits as f64 / (1_u64 << 48) as f64
    }
}

impl Default for Linear48 {
    fn default() -> Self {
        Self::new()
    }
}
