//! Randomness for the kernel's generator.

use core::arch::asm;
use core::arch::x86_64::_rdtsc;

use super::cpu::features;

/// Tries of RDRAND and RDSEED, which may have nothing for a while.
const TRIES: u32 = 32;
const JITTER_ROUNDS: u32 = 64;

/// 32 bytes that nobody can guess, where the CPU has a random number generator. Without one, or if it fails, what
/// is left is the jitter of the time stamp counter, which is weak. Never waits.
pub fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    let mut state = jitter();
    for word in seed.chunks_mut(8) {
        state = mix(state ^ hardware().unwrap_or(0) ^ jitter());
        word.copy_from_slice(&state.to_le_bytes());
    }
    seed
}

fn hardware() -> Option<u64> {
    for _ in 0..TRIES {
        let (value, valid): (u64, u8);
        if features::has_rdseed() {
            // SAFETY: the CPU has the instruction; it writes a register.
            unsafe {
                asm!("rdseed {}", "setc {}", out(reg) value, out(reg_byte) valid, options(nomem, nostack))
            };
        } else if features::has_rdrand() {
            // SAFETY: as above.
            unsafe {
                asm!("rdrand {}", "setc {}", out(reg) value, out(reg_byte) valid, options(nomem, nostack))
            };
        } else {
            return None;
        }
        if valid != 0 {
            return Some(value);
        }
    }
    None
}

/// Folds the low bits of successive readings of the time stamp counter.
fn jitter() -> u64 {
    (0..JITTER_ROUNDS).fold(0, |folded: u64, _| {
        // SAFETY: every x86-64 CPU has the counter and the kernel may read it.
        mix(folded.rotate_left(7) ^ unsafe { _rdtsc() })
    })
}

/// A bijection that spreads each bit over all (the finaliser of SplitMix64).
fn mix(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}
