//! An image of words, relocated where it lies.

use super::{DT_NULL, DT_RELA, DT_RELASZ, DT_RELR, DT_RELRSZ, Dynamic, R_X86_64_RELATIVE, relocate};

const WORD: usize = size_of::<usize>();

/// Relocates an image that begins with the words, followed by its tables; gives the words afterwards less the base, and
/// the base.
fn relocated(words: &[usize], rela: &[[usize; 3]], relr: &[usize]) -> (Vec<usize>, usize) {
    let mut image = words.to_vec();
    image.extend(rela.as_flattened());
    image.extend(relr);
    let entry = |tag, value| Dynamic { tag, value };
    let rela_at = words.len() * WORD;
    let dynamic = [
        entry(DT_RELA, rela_at),
        entry(DT_RELASZ, size_of_val(rela)),
        entry(DT_RELR, rela_at + size_of_val(rela)),
        entry(DT_RELRSZ, size_of_val(relr)),
        entry(DT_NULL, 0),
    ];
    let start = image.as_mut_ptr().expose_provenance();
    // SAFETY: the tables lie in the image, which is writable, and name words of it.
    unsafe { relocate(start, dynamic.as_ptr()) };
    (image[..words.len()].to_vec(), start)
}

#[test]
fn entries_with_addends_replace_what_is_there() {
    let rela = [[WORD, R_X86_64_RELATIVE, 0x40], [0, R_X86_64_RELATIVE + 1, 0x50]];
    let (words, base) = relocated(&[1, 2, 3], &rela, &[]);
    assert_eq!(words, [1, base + 0x40, 3]);
}

#[test]
fn packed_entries_add_to_what_is_there() {
    // The first word; of the 63 behind it the second and the last; of the next 63 the first.
    let bitmap = 1 | 1 << 2 | 1 << 63;
    let (words, base) = relocated(&[7; 70], &[], &[0, bitmap, 0b11]);
    let changed = words.iter().enumerate().filter(|(_, word)| **word == base + 7).map(|(index, _)| index);
    assert_eq!(changed.collect::<Vec<_>>(), [0, 2, 63, 64]);
    assert!(words.iter().all(|word| *word == 7 || *word == base + 7));
}
