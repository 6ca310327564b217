//! What a nice value is worth: how far apart the turns of threads lie that use up each.

/// Between the turns of a thread with the nice value 0.
const USUAL: u64 = 1 << 20;

/// Less nice threads than the first are not, nicer than the last neither.
const NICE: core::ops::RangeInclusive<i8> = -20..=19;

/// Of each nice value from -20 on. One more is a fifth less of the processor than the one before it, so that two threads
/// that differ by one share it 5 to 4; as elsewhere.
const STRIDES: [u64; 40] = {
    let mut strides = [USUAL; 40];
    let mut nicer = 21;
    while nicer < 40 {
        strides[nicer] = strides[nicer - 1] * 5 / 4;
        nicer += 1;
    }
    let mut less = 20;
    while less > 0 {
        strides[less - 1] = strides[less] * 4 / 5;
        less -= 1;
    }
    strides
};

/// How much further back in the queue each turn takes a thread.
pub fn stride(nice: i8) -> u64 {
    let nice = nice.clamp(*NICE.start(), *NICE.end());
    STRIDES[(nice - NICE.start()) as usize]
}
