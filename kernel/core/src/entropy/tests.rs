//! Tests of the random number generator.

use std::collections::HashSet;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};

use super::{Generator, fill, lasting_word, words};

#[test]
fn it_is_the_key_stream_after_the_next_key() {
    let seed = [7; 32];
    let mut stream = [0; 32 + 100];
    ChaCha20::new(&seed.into(), &[0; 12].into()).apply_keystream(&mut stream);
    let mut generator = Generator::new(seed);
    let mut first = [1; 100];
    generator.fill(&mut first);
    assert_eq!(first, stream[32..]);
    let key: [u8; 32] = stream[..32].try_into().expect("32 bytes");
    let mut next = [0; 40];
    ChaCha20::new(&key.into(), &[0; 12].into()).apply_keystream(&mut next);
    let mut second = [0; 8];
    generator.fill(&mut second);
    assert_eq!(second, next[32..]);
}

#[test]
fn seeds_and_requests_all_matter() {
    let mut seen = HashSet::new();
    for seed in 0..50 {
        let mut generator = Generator::new([seed; 32]);
        for _ in 0..20 {
            let mut bytes = [0; 16];
            generator.fill(&mut bytes);
            assert!(seen.insert(bytes));
        }
    }
    let (mut plain, mut mixed) = (Generator::new([1; 32]), Generator::new([1; 32]));
    mixed.mix(&[9; 32]);
    let (mut a, mut b) = ([0; 16], [0; 16]);
    plain.fill(&mut a);
    mixed.fill(&mut b);
    assert_ne!(a, b);
}

#[test]
fn fresh_entropy_comes_in_after_a_while() {
    let (mut one, mut other) = (Generator::new([3; 32]), Generator::new([3; 32]));
    let mut a = vec![0; 1 << 20];
    let mut b = a.clone();
    one.fill(&mut a);
    other.fill(&mut b);
    assert_eq!(a, b);
    one.fill(&mut a);
    other.fill(&mut b);
    assert_ne!(a, b, "each has mixed in another seed");
}

#[test]
fn the_pool_fills_any_length() {
    for length in [0, 1, 31, 64, 1000] {
        let mut bytes = vec![0; length];
        fill(&mut bytes);
        assert!(length < 31 || bytes.iter().any(|&byte| byte != 0));
    }
    assert_ne!(words::<2>(), words::<2>());
}

#[test]
fn lasting_words_stay_and_differ() {
    let seen: HashSet<u64> = (0..100).map(lasting_word).collect();
    assert_eq!(seen.len(), 100);
    assert!((0..100).all(|number| seen.contains(&lasting_word(number))));
}
