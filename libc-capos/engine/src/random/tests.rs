//! Known sequences: those every BSD-derived library produces.

use super::*;

#[test]
fn additive_sequences() {
    let mut state = [0; DEFAULT_WORDS];
    let kind = Kind::for_size(128).unwrap();
    assert_eq!(kind.words(), DEFAULT_WORDS);
    let mut generator = Additive::seed(&mut state, kind, 1);
    let expected = [1_804_289_383, 846_930_886, 1_681_692_777, 1_714_636_915, 1_957_747_793];
    for number in expected {
        assert_eq!(generator.draw(), number);
    }
    assert_eq!(Additive::resume(&mut state).unwrap().draw(), 424_238_335);
}

#[test]
fn states_are_recognised() {
    assert_eq!(Kind::for_size(7), None);
    for (bytes, words) in [(8, 2), (31, 2), (32, 8), (64, 16), (128, 32), (256, 64), (5000, 64)] {
        assert_eq!(Kind::for_size(bytes).unwrap().words(), words);
    }
    assert_eq!(Additive::kind(5), None);
    assert_eq!(Additive::kind(3 | 31 << 8), None);
}

#[test]
fn linear_sequence() {
    let mut generator = Linear48::new();
    generator.seed(0);
    let mut state = [0x330e, 0, 0];
    let bits = generator.step(&mut state);
    assert_eq!(generator.step_own(), bits);
    let first = Linear48::to_double(bits);
    assert!((first - 0.170_828_036_106_289_72).abs() < 1e-15, "{first}");
}

#[test]
fn small_numbers_fit() {
    let mut state = 1;
    for _ in 0..1000 {
        assert!(rand_r(&mut state) <= 0x7fff_ffff);
    }
}
