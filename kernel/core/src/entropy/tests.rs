//! Tests of the random number generator.

use std::collections::HashSet;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};

use super::{Generator, fill, lasting_word, words};

#[test]
fn it_is_the_key_stream_without_the_next_keys() {
    let mut key = [7; 32];
    let mut expected = Vec::new();
    for _ in 0..3 {
        let mut piece = [0; 256];
        ChaCha20::new(&key.into(), &[0; 12].into()).apply_keystream(&mut piece);
        expected.extend_from_slice(&piece[..224]);
        key = piece[224..].try_into().expect("32 bytes");
    }
    let mut generator = Generator::new([7; 32]);
    let mut given = Vec::new();
    for length in [100, 8, 0, 116, 300, 1] {
        let mut bytes = vec![1; length];
        generator.fill(&mut bytes);
        given.extend(bytes);
    }
    assert_eq!(given, expected[..given.len()]);
}

#[test]
fn what_was_given_out_is_erased() {
    let mut generator = Generator::new([7; 32]);
    let mut bytes = [0; 48];
    generator.fill(&mut bytes);
    let state = format!("{generator:?}");
    let kept = |part: &[u8]| {
        let text = format!("{part:?}");
        state.contains(text.trim_matches(['[', ']']))
    };
    assert!(bytes.chunks(8).all(|part| !kept(part)));
    assert!(!kept(&[7; 32]), "the first key is gone");
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
