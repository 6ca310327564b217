//! UTF-8 to wide characters and back, sixteen at a time, for processors that permute and compress bytes.
//!
//! A loop over characters that asks each for its length mostly waits for wrong guesses: lengths in a text follow no
//! pattern. Here one mask tells where a whole block's characters begin, and all of them are put together at once. What
//! is not plainly valid is left to the caller, one by one, as is everything on other processors.

use crate::cpu::{Level, level};
use crate::generic::to_page_end;
use core::arch::x86_64::*;

/// Bytes in one block.
const BLOCK: usize = 64;
/// Wide characters in a register.
const LANES: usize = 16;
/// The longest character.
const LONGEST: usize = 4;

/// How far a conversion came, in elements.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Converted {
    pub read: usize,
    pub written: usize,
}

/// Decodes characters other than NUL as long as they are valid and whole blocks can be read and may be written, until a
/// block is all ASCII, for which there are faster ways. With `dst` null they are only counted.
///
/// # Safety
/// `src` is readable for `limit` bytes or through its first NUL; `dst` is null or has room for `room` characters.
#[inline]
pub unsafe fn widen_utf8(dst: *mut i32, src: *const u8, limit: usize, room: usize) -> Converted {
    if limit < BLOCK || room < BLOCK || level() < Level::Avx512 {
        return Converted::default();
    }
    // SAFETY: the caller's promise; the processor has what the level says.
    unsafe { widen_blocks(dst, src, limit, room) }
}

/// Encodes characters other than NUL as long as they are valid and sixteen can be read and may be written, until sixteen
/// are all ASCII. With `dst` null their bytes are only counted.
///
/// # Safety
/// `src` is readable for `limit` characters or through its first NUL; `dst` is null or has room for `room` bytes.
#[inline]
pub unsafe fn narrow_utf8(dst: *mut u8, src: *const i32, limit: usize, room: usize) -> Converted {
    if limit < LANES || room < BLOCK || level() < Level::Avx512 {
        return Converted::default();
    }
    // SAFETY: the caller's promise; the processor has what the level says.
    unsafe { narrow_lanes(dst, src, limit, room) }
}

/// By the length of a character: what its first byte has to be among which bits, with that byte on top; the bits of the
/// character; how far it stands too high; the smallest character, and how many there are from there on.
struct Forms {
    marked: [u32; LANES],
    marks: [u32; LANES],
    bits: [u32; LANES],
    shift: [u32; LANES],
    smallest: [u32; LANES],
    count: [u32; LANES],
}

const fn by_length(values: [u32; LONGEST]) -> [u32; LANES] {
    let mut table = [0; LANES];
    let mut i = 0;
    while i < LONGEST {
        table[i + 1] = values[i];
        i += 1;
    }
    table
}

/// No character has another length: there are none of those.
static FORMS: Forms = Forms {
    marked: by_length([0x8000_0000, 0xe000_0000, 0xf000_0000, 0xf800_0000]),
    marks: by_length([0, 0xc000_0000, 0xe000_0000, 0xf000_0000]),
    bits: by_length([0x7f, 0x7ff, 0xffff, 0x1f_ffff]),
    shift: by_length([18, 12, 6, 0]),
    smallest: by_length([0, 0x80, 0x800, 0x1_0000]),
    count: by_length([0x80, 0x780, 0xf800, 0x10_0000]),
};

/// The numbers of a block's bytes.
static NUMBERS: [u8; BLOCK] = {
    let mut numbers = [0; BLOCK];
    let mut i = 0;
    while i < BLOCK {
        numbers[i] = i as u8;
        i += 1;
    }
    numbers
};

/// The characters of `block` that begin at `offsets` and have the given lengths, and which of them are valid.
///
/// # Safety
/// The processor has AVX-512 with VBMI.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2")]
unsafe fn decode(block: __m512i, offsets: __m512i, lengths: __m512i) -> (__m512i, u16) {
    // SAFETY: the tables are readable; the rest works on registers.
    unsafe {
        let table =
            |t: &[u32; LANES]| _mm512_permutexvar_epi32(lengths, _mm512_loadu_si512(t.as_ptr().cast()));
        // Four bytes from each offset, the first one on top.
        let lowest = _mm512_set4_epi32(0x0c0c_0c0c, 0x0808_0808, 0x0404_0404, 0);
        let places = _mm512_add_epi8(_mm512_shuffle_epi8(offsets, lowest), _mm512_set1_epi32(0x0001_0203));
        let w = _mm512_permutexvar_epi8(places, block);
        let part = |shifted: __m512i, bits: i32| _mm512_and_si512(shifted, _mm512_set1_epi32(bits));
        let low = _mm512_or_si512(part(w, 0x3f), part(_mm512_srli_epi32::<2>(w), 0xfc0));
        let high = _mm512_or_si512(
            part(_mm512_srli_epi32::<4>(w), 0x3_f000),
            part(_mm512_srli_epi32::<6>(w), 0x3fc_0000),
        );
        let wide = _mm512_srlv_epi32(_mm512_or_si512(low, high), table(&FORMS.shift));
        let wide = _mm512_and_si512(wide, table(&FORMS.bits));
        let marked = _mm512_and_si512(w, table(&FORMS.marked));
        let short = _mm512_cmple_epu32_mask(lengths, _mm512_set1_epi32(LONGEST as i32));
        let right = _mm512_mask_cmpeq_epu32_mask(short, marked, table(&FORMS.marks));
        let from_smallest = _mm512_sub_epi32(wide, table(&FORMS.smallest));
        let valid = _mm512_mask_cmplt_epu32_mask(right, from_smallest, table(&FORMS.count));
        let surrogate =
            _mm512_cmpeq_epi32_mask(_mm512_srli_epi32::<11>(wide), _mm512_set1_epi32(0xd800 >> 11));
        (wide, valid & !surrogate)
    }
}

/// # Safety
/// As for [`widen_utf8`], and the processor has AVX-512 with VBMI.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi1,popcnt,lzcnt")]
unsafe fn widen_blocks(dst: *mut i32, src: *const u8, limit: usize, room: usize) -> Converted {
    let mut done = Converted::default();
    while limit - done.read >= BLOCK && room - done.written >= BLOCK {
        let from = src.wrapping_add(done.read);
        if to_page_end(from) < BLOCK {
            break;
        }
        // SAFETY: the block begins with a byte that no NUL precedes and ends on its page. Stores go to as many lanes as
        // there are characters, for which there is room.
        unsafe {
            let block = _mm512_loadu_si512(from.cast());
            // Bytes that continue a character are the smallest, taken as signed.
            let mut starts = _mm512_cmpgt_epi8_mask(block, _mm512_set1_epi8(-65));
            let nul = _mm512_testn_epi8_mask(block, block);
            if starts & 1 == 0 || _mm512_movepi8_mask(block) == 0 {
                break;
            }
            // The block's last character may go on behind it; a NUL ends the one before it.
            starts &= nul ^ nul.wrapping_sub(1);
            let count = starts.count_ones() as usize - 1;
            let mut offsets = [0_u8; BLOCK + LANES];
            let numbers = _mm512_maskz_compress_epi8(starts, _mm512_loadu_si512(NUMBERS.as_ptr().cast()));
            _mm512_storeu_si512(offsets.as_mut_ptr().cast(), numbers);
            for first in (0..count).step_by(LANES) {
                let sixteen =
                    |i: usize| _mm512_cvtepu8_epi32(_mm_loadu_si128(offsets.as_ptr().wrapping_add(i).cast()));
                let lengths = _mm512_sub_epi32(sixteen(first + 1), sixteen(first));
                let (wide, valid) = decode(block, sixteen(first), lengths);
                let wanted = count - first;
                let good = ((!valid).trailing_zeros() as usize).min(wanted);
                if !dst.is_null() {
                    let to = dst.wrapping_add(done.written);
                    if good >= LANES {
                        _mm512_storeu_si512(to.cast(), wide);
                    } else {
                        _mm512_mask_storeu_epi32(to, (1 << good) - 1, wide);
                    }
                }
                done.written += good;
                if good < wanted.min(LANES) {
                    done.read += usize::from(offsets[first + good]);
                    return done;
                }
            }
            done.read += usize::from(offsets[count]);
            if nul != 0 || count == 0 {
                break;
            }
        }
    }
    done
}

/// # Safety
/// As for [`narrow_utf8`], and the processor has AVX-512 with VBMI.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
unsafe fn narrow_lanes(dst: *mut u8, src: *const i32, limit: usize, room: usize) -> Converted {
    let mut done = Converted::default();
    while limit - done.read >= LANES && room - done.written >= BLOCK {
        let from = src.wrapping_add(done.read);
        if to_page_end(from.cast()) < BLOCK {
            break;
        }
        // SAFETY: the characters begin with one that no NUL precedes and end on their page. There is room for four
        // bytes of each, and no more are stored than they have.
        unsafe {
            let number = |n: u32| _mm512_set1_epi32(n.cast_signed());
            let wide = _mm512_loadu_si512(from.cast());
            let less_one = _mm512_sub_epi32(wide, number(1));
            let possible = _mm512_cmplt_epu32_mask(less_one, number(0x10_ffff));
            let surrogate = _mm512_cmpeq_epi32_mask(_mm512_srli_epi32::<11>(wide), number(0xd800 >> 11));
            let two = _mm512_cmpge_epu32_mask(wide, number(0x80));
            if possible & !surrogate != u16::MAX || two == 0 {
                break;
            }
            let three = _mm512_cmpge_epu32_mask(wide, number(0x800));
            let four = _mm512_cmpge_epu32_mask(wide, number(0x1_0000));
            let part = |shifted: __m512i, bits: u32| _mm512_and_si512(shifted, number(bits));
            let low = _mm512_or_si512(part(wide, 0x3f), part(_mm512_slli_epi32::<2>(wide), 0x3f00));
            let high = _mm512_or_si512(
                part(_mm512_slli_epi32::<4>(wide), 0x3f_0000),
                part(_mm512_slli_epi32::<6>(wide), 0x700_0000),
            );
            let w = _mm512_mask_or_epi32(wide, two, low, high);
            // By length: the marks of the bytes, and how far to the top.
            let choose = |one: u32, others: [u32; 3]| {
                let v = _mm512_mask_mov_epi32(number(one), two, number(others[0]));
                let v = _mm512_mask_mov_epi32(v, three, number(others[1]));
                _mm512_mask_mov_epi32(v, four, number(others[2]))
            };
            let w = _mm512_or_si512(w, choose(0, [0xc080, 0xe0_8080, 0xf080_8080]));
            let w = _mm512_sllv_epi32(w, choose(24, [16, 8, 0]));
            // The first byte goes first. No byte of a character is zero, the others are.
            let turned = _mm512_set4_epi32(0x0c0d_0e0f, 0x0809_0a0b, 0x0405_0607, 0x0001_0203);
            let bytes = _mm512_shuffle_epi8(w, turned);
            let used = _mm512_test_epi8_mask(bytes, bytes);
            let count = used.count_ones() as usize;
            if !dst.is_null() {
                let to = dst.wrapping_add(done.written);
                let all = u64::MAX >> (BLOCK - count);
                _mm512_mask_storeu_epi8(to.cast(), all, _mm512_maskz_compress_epi8(used, bytes));
            }
            done.written += count;
        }
        done.read += LANES;
    }
    done
}
