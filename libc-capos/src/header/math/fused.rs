//! The processor's fused multiply-add, where it has one and the result is an ordinary number: then no error is to be
//! reported, and rounding and flags are the instruction's.

use capos_libc_mem::cpu::has_fma;
use core::arch::x86_64::{_mm_cvtsd_f64, _mm_cvtss_f32, _mm_fmadd_sd, _mm_fmadd_ss, _mm_set_sd, _mm_set_ss};

pub(super) fn double(x: f64, y: f64, z: f64) -> Option<f64> {
    #[target_feature(enable = "fma")]
    fn instruction(x: f64, y: f64, z: f64) -> f64 {
        _mm_cvtsd_f64(_mm_fmadd_sd(_mm_set_sd(x), _mm_set_sd(y), _mm_set_sd(z)))
    }
    if !has_fma() {
        return None;
    }
    // SAFETY: the processor has the instruction.
    Some(unsafe { instruction(x, y, z) }).filter(|value| value.is_normal())
}

pub(super) fn float(x: f32, y: f32, z: f32) -> Option<f32> {
    #[target_feature(enable = "fma")]
    fn instruction(x: f32, y: f32, z: f32) -> f32 {
        _mm_cvtss_f32(_mm_fmadd_ss(_mm_set_ss(x), _mm_set_ss(y), _mm_set_ss(z)))
    }
    if !has_fma() {
        return None;
    }
    // SAFETY: the processor has the instruction.
    Some(unsafe { instruction(x, y, z) }).filter(|value| value.is_normal())
}
