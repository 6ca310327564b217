//! `rand_r`: all the state there is are 32 bits.

/// Advances the state; 31 bits, put together from the upper parts of three steps.
pub fn rand_r(state: &mut u32) -> u32 {
    let mut result = 0;
    for bits in [11, 10, 10] {
        *state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        result = result << bits | (*state >> 16) & ((1 << bits) - 1);
    }
    result
}
