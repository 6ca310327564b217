//! `SignalSet`: a set of signals, bit n - 1 for signal n; and the numbers that the kernel speaks of by name.

use core::ops::{BitAnd, BitOr, Not};

use capos_schema::abi::signal::SIGNALS;

/// As on Linux for x86-64.
pub mod number {
    pub const HUP: u8 = 1;
    pub const INT: u8 = 2;
    pub const QUIT: u8 = 3;
    pub const ILL: u8 = 4;
    pub const TRAP: u8 = 5;
    pub const BUS: u8 = 7;
    pub const FPE: u8 = 8;
    pub const KILL: u8 = 9;
    pub const SEGV: u8 = 11;
    pub const CHLD: u8 = 17;
    pub const CONT: u8 = 18;
    pub const STOP: u8 = 19;
    pub const TSTP: u8 = 20;
    pub const TTIN: u8 = 21;
    pub const TTOU: u8 = 22;
    pub const URG: u8 = 23;
    pub const XCPU: u8 = 24;
    pub const XFSZ: u8 = 25;
    pub const WINCH: u8 = 28;
    /// From here on they queue.
    pub const REAL_TIME: u8 = 32;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SignalSet(pub u64);

impl SignalSet {
    pub const NONE: SignalSet = SignalSet(0);
    pub const ALL: SignalSet = SignalSet(u64::MAX);
    /// Those that nobody catches, blocks or ignores.
    pub const UNSTOPPABLE: SignalSet = SignalSet::of(&[number::KILL, number::STOP]);
    /// Those that stop a process by default.
    pub const STOPPING: SignalSet = SignalSet::of(&[number::STOP, number::TSTP, number::TTIN, number::TTOU]);
    /// Those without any default action.
    pub const HARMLESS: SignalSet = SignalSet::of(&[number::CHLD, number::CONT, number::URG, number::WINCH]);

    pub const fn of(signals: &[u8]) -> SignalSet {
        let mut bits = 0;
        let mut index = 0;
        while index < signals.len() {
            bits |= 1 << (signals[index] - 1);
            index += 1;
        }
        SignalSet(bits)
    }

    /// The set of that one; empty for a number that is none.
    pub const fn one(signal: u8) -> SignalSet {
        if signal == 0 || signal > SIGNALS { SignalSet(0) } else { SignalSet(1 << (signal - 1)) }
    }

    pub const fn contains(self, signal: u8) -> bool {
        self.0 & SignalSet::one(signal).0 != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn lowest(self) -> Option<u8> {
        if self.0 == 0 { None } else { Some(self.0.trailing_zeros() as u8 + 1) }
    }
}

impl BitAnd for SignalSet {
    type Output = SignalSet;

    fn bitand(self, other: SignalSet) -> SignalSet {
        SignalSet(self.0 & other.0)
    }
}

impl BitOr for SignalSet {
    type Output = SignalSet;

    fn bitor(self, other: SignalSet) -> SignalSet {
        SignalSet(self.0 | other.0)
    }
}

impl Not for SignalSet {
    type Output = SignalSet;

    fn not(self) -> SignalSet {
        SignalSet(!self.0)
    }
}
