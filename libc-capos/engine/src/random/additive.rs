//! `random`: the additive feedback generator of 4.3BSD, over a state that the program can supply.
//!
//! The state is a row of words: word 0 says which kind it is and where it stands, the others are the last numbers made.
//! With one number there is nothing to add, and the generator is linear congruential.

/// How many numbers are remembered, and which two are added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kind(u32);

/// Words in the largest sort of state that programs get without asking.
pub const DEFAULT_WORDS: usize = 32;

/// Numbers remembered, and distance of the second one, per kind.
const SHAPES: [(usize, usize); 5] = [(0, 0), (7, 3), (15, 1), (31, 3), (63, 1)];

impl Kind {
    /// The kind for a state of `bytes` bytes; `None` below 8.
    pub fn for_size(bytes: usize) -> Option<Kind> {
        Some(Kind(match bytes {
            0..8 => return None,
            8..32 => 0,
            32..64 => 1,
            64..128 => 2,
            128..256 => 3,
            _ => 4,
        }))
    }

    /// Words in a state of this kind.
    pub fn words(self) -> usize {
        let (degree, _) = SHAPES[self.0 as usize];
        1 + degree.max(1)
    }
}

/// A generator over a state.
pub struct Additive<'a> {
    state: &'a mut [u32],
}

impl<'a> Additive<'a> {
    /// The kind of a state, from its first word; `None` if that is none.
    pub fn kind(first_word: u32) -> Option<Kind> {
        let kind = first_word & 0xff;
        let position = (first_word >> 8) as usize;
        let (degree, _) = *SHAPES.get(kind as usize)?;
        (position < degree.max(1)).then_some(Kind(kind))
    }

    /// Goes on with a state whose first word is valid.
    pub fn resume(state: &'a mut [u32]) -> Option<Self> {
        let kind = Self::kind(*state.first()?)?;
        let words = kind.words();
        Some(Self { state: state.get_mut(..words)? })
    }

    /// Starts over from a seed; `state` has as many words as `kind` says.
    pub fn seed(state: &'a mut [u32], kind: Kind, seed: u32) -> Self {
        state[0] = kind.0;
        let (degree, _) = SHAPES[kind.0 as usize];
        // Zero would stay zero.
        state[1] = seed.max(1);
        for i in 2..=degree {
            // Multiplication by 16807 modulo 2^31 - 1, of a number taken as signed.
            let previous = i64::from(state[i - 1].cast_signed());
            let (high, low) = (previous / 127_773, previous % 127_773);
            let next = 16_807 * low - 2_836 * high;
            state[i] = (if next < 0 { next + 0x7fff_ffff } else { next }) as u32;
        }
        let mut generator = Self { state };
        for _ in 0..10 * degree {
            generator.draw();
        }
        generator
    }

    /// The next number of a state of the usual size, if it has the usual kind.
    #[inline(always)]
    pub fn draw_usual(state: &mut [u32; DEFAULT_WORDS]) -> Option<u32> {
        const KIND: u32 = 3;
        const SHAPE: (usize, usize) = SHAPES[KIND as usize];
        let [first, numbers @ ..] = state;
        let position = (*first >> 8) as usize;
        if *first & 0xff != KIND || position >= SHAPE.0 {
            return None;
        }
        let front =
            if position + SHAPE.1 < SHAPE.0 { position + SHAPE.1 } else { position + SHAPE.1 - SHAPE.0 };
        let sum = numbers[front].wrapping_add(numbers[position]);
        numbers[front] = sum;
        let next = if position + 1 < SHAPE.0 { position as u32 + 1 } else { 0 };
        *first = KIND | next << 8;
        Some(sum >> 1)
    }

    /// The next number, of 31 bits.
    pub fn draw(&mut self) -> u32 {
        let kind = self.state[0] & 0xff;
        let (degree, distance) = SHAPES[kind as usize];
        if degree == 0 {
            self.state[1] = self.state[1].wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7fff_ffff;
            return self.state[1];
        }
        let position = (self.state[0] >> 8) as usize;
        let numbers = &mut self.state[1..];
        // Both are less than twice as large as may be: a division takes longer than all the rest.
        let wrapped = |n: usize| if n < degree { n } else { n - degree };
        let front = wrapped(position + distance);
        numbers[front] = numbers[front].wrapping_add(numbers[position]);
        let result = numbers[front] >> 1;
        self.state[0] = kind | (wrapped(position + 1) as u32) << 8;
        result
    }
}
