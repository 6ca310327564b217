//! Constants to 128 bits. Made by `generate.py`; not edited by hand.

use crate::math::wide::Wide;

/// pi
pub(crate) const PI: Wide = Wide::from_fields(false, 1, 0xc90fdaa2_2168c234_c4c6628b_80dc1cd1);

/// pi/2
pub(crate) const HALF_PI: Wide = Wide::from_fields(false, 0, 0xc90fdaa2_2168c234_c4c6628b_80dc1cd1);

/// pi/4
pub(crate) const QUARTER_PI: Wide = Wide::from_fields(false, -1, 0xc90fdaa2_2168c234_c4c6628b_80dc1cd1);

/// 1/pi
pub(crate) const INVERSE_PI: Wide = Wide::from_fields(false, -2, 0xa2f9836e_4e441529_fc2757d1_f534ddc1);

/// ln 2
pub(crate) const LN_2: Wide = Wide::from_fields(false, -1, 0xb17217f7_d1cf79ab_c9e3b398_03f2f6af);

/// ln 10
pub(crate) const LN_10: Wide = Wide::from_fields(false, 1, 0x935d8ddd_aaa8ac16_ea56d62b_82d30a29);

/// log2 e
pub(crate) const LOG2_E: Wide = Wide::from_fields(false, 0, 0xb8aa3b29_5c17f0bb_be87fed0_691d3e89);

/// log10 e
pub(crate) const LOG10_E: Wide = Wide::from_fields(false, -2, 0xde5bd8a9_37287195_355baaaf_ad33dc32);

/// log2 10
pub(crate) const LOG2_10: Wide = Wide::from_fields(false, 1, 0xd49a784b_cd1b8afe_492bf6ff_4dafdb4d);

/// 2/sqrt(pi)
pub(crate) const TWO_OVER_ROOT_PI: Wide = Wide::from_fields(false, 0, 0x906eba82_14db688d_71d48a7f_6bfec344);

/// 2/pi
pub(crate) const TWO_OVER_PI: Wide = Wide::from_fields(false, -1, 0xa2f9836e_4e441529_fc2757d1_f534ddc1);

/// sqrt(pi)
pub(crate) const ROOT_PI: Wide = Wide::from_fields(false, 0, 0xe2dfc48d_a77b553c_e1d82906_aedc9c20);

/// Euler's constant
pub(crate) const EULER_GAMMA: Wide = Wide::from_fields(false, -1, 0x93c467e3_7db0c7a4_d1be3f81_0152cb57);

/// ln(2 pi)/2
pub(crate) const HALF_LN_TWO_PI: Wide = Wide::from_fields(false, -1, 0xeb3f8e43_25f5a534_94bc9001_44192024);
