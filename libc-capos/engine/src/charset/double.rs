//! Character sets of one and two bytes.

use super::chart::{self, ByteSet, Chart};
use super::codec::{Decode, Fault, State, Step};
use super::kind::Grid;
use super::reverse::{OutOfMemory, Reverse};
use super::tables::corrections as differ;
use core::cmp::Ordering;

/// A chart, the pairs of bytes that a set takes from it, and what it has besides.
pub(super) struct Double {
    chart: &'static Chart,
    leads: &'static ByteSet,
    trails: &'static ByteSet,
    /// The characters of single bytes.
    single: fn(u8) -> Option<u32>,
    /// Whether ASCII is itself.
    is_ascii: bool,
    /// First and last pair, the character instead, 0 for none; in order.
    decode: &'static [(u16, u16, u32)],
    encode: &'static [(u32, u16)],
}

/// Lead bytes where a set takes fewer than its chart has.
static SHIFT_JIS_LEADS: ByteSet = ByteSet::new(&[(0x81, 0x9f), (0xe0, 0xea)]);
static UHC_LEADS: ByteSet = ByteSet::new(&[(0x81, 0xc8), (0xca, 0xfd)]);
static EUC_CN_LEADS: ByteSet = ByteSet::new(&[(0xa1, 0xf7)]);

static BIG5: Double = Double {
    chart: &chart::BIG5,
    leads: &chart::BIG5_LEADS,
    trails: &chart::BIG5_TRAILS,
    single: |byte| (byte <= 0x80).then_some(byte.into()),
    is_ascii: true,
    decode: &differ::BIG5_DECODE,
    encode: &differ::BIG5_ENCODE,
};
static CP932: Double = Double {
    chart: &chart::CP932,
    leads: &chart::CP932_LEADS,
    trails: &chart::SHIFTED,
    single: |byte| if byte < 0x80 { Some(byte.into()) } else { katakana(byte) },
    is_ascii: true,
    decode: &differ::CP932_DECODE,
    encode: &differ::CP932_ENCODE,
};
static EUC_CN: Double = Double {
    chart: &chart::GB18030,
    leads: &EUC_CN_LEADS,
    trails: &chart::HIGH,
    single: ascii,
    is_ascii: true,
    decode: &differ::EUC_CN_DECODE,
    encode: &differ::EUC_CN_ENCODE,
};
static EUC_KR: Double = Double {
    chart: &chart::UHC,
    leads: &chart::HIGH,
    trails: &chart::HIGH,
    single: |byte| (byte < 0xa0).then_some(byte.into()),
    is_ascii: true,
    decode: &differ::EUC_KR_DECODE,
    encode: &differ::EUC_KR_ENCODE,
};
static GBK: Double = Double {
    chart: &chart::GB18030,
    leads: &chart::GB_LEADS,
    trails: &chart::GB_TRAILS,
    single: |byte| if byte == 0x80 { Some(0x20ac) } else { ascii(byte) },
    is_ascii: true,
    decode: &differ::GBK_DECODE,
    encode: &differ::GBK_ENCODE,
};
/// The part of GB18030 that has two bytes.
pub(super) static GB18030: Double = Double {
    chart: &chart::GB18030,
    leads: &chart::GB_LEADS,
    trails: &chart::GB_TRAILS,
    single: ascii,
    is_ascii: true,
    decode: &differ::GB18030_DECODE,
    encode: &differ::GB18030_ENCODE,
};
static SHIFT_JIS: Double = Double {
    chart: &chart::JIS0208_SHIFTED,
    leads: &SHIFT_JIS_LEADS,
    trails: &chart::SHIFTED,
    single: |byte| match byte {
        b'\\' => Some(0xa5),
        b'~' => Some(0x203e),
        0..0x80 => Some(byte.into()),
        _ => katakana(byte),
    },
    is_ascii: false,
    decode: &differ::SHIFT_JIS_DECODE,
    encode: &differ::SHIFT_JIS_ENCODE,
};
static UHC: Double = Double {
    chart: &chart::UHC,
    leads: &UHC_LEADS,
    trails: &chart::UHC_TRAILS,
    single: ascii,
    is_ascii: true,
    decode: &differ::UHC_DECODE,
    encode: &differ::UHC_ENCODE,
};

fn ascii(byte: u8) -> Option<u32> {
    byte.is_ascii().then_some(byte.into())
}

/// The half-width katakana of JIS X 0201.
pub(super) fn katakana(byte: u8) -> Option<u32> {
    matches!(byte, 0xa1..=0xdf).then_some(0xff61 - 0xa1 + u32::from(byte))
}

impl Double {
    pub fn new(grid: Grid) -> &'static Double {
        match grid {
            Grid::Big5 => &BIG5,
            Grid::Cp932 => &CP932,
            Grid::EucCn => &EUC_CN,
            Grid::EucKr => &EUC_KR,
            Grid::Gbk => &GBK,
            Grid::ShiftJis => &SHIFT_JIS,
            Grid::Uhc => &UHC,
        }
    }

    /// The character of a pair whose bytes are among the set's.
    fn pair(&self, lead: u8, trail: u8) -> Option<u32> {
        let pair = u16::from_be_bytes([lead, trail]);
        let differs = |&(first, last, _): &(u16, u16, u32)| match pair {
            _ if pair < first => Ordering::Greater,
            _ if pair > last => Ordering::Less,
            _ => Ordering::Equal,
        };
        // The few differences of some sets are all far back.
        let has_none = self.decode.first().is_none_or(|&(first, _, _)| pair < first);
        let different = if has_none { Err(0) } else { self.decode.binary_search_by(differs) };
        let code = different.map_or_else(|_| self.chart.get(lead, trail).into(), |at| self.decode[at].2);
        (code != 0).then_some(code)
    }

    /// The codes of characters beyond ASCII, single bytes first.
    pub fn reverse(&self) -> Result<Reverse, OutOfMemory> {
        let mut reverse = Reverse::new()?;
        for byte in 0x80..=0xffu8 {
            if let Some(code) = (self.single)(byte) {
                reverse.add(code, byte.into())?;
            }
        }
        // Pairs and differences are both in order.
        let mut differences = self.decode;
        for lead in self.leads.iter() {
            let row = self.chart.row(lead);
            for trail in self.trails.iter() {
                let pair = u16::from_be_bytes([lead, trail]);
                while let [(_, last, _), rest @ ..] = differences
                    && *last < pair
                {
                    differences = rest;
                }
                let code = match differences {
                    [(first, _, code), ..] if *first <= pair => *code,
                    _ => row.get(trail).into(),
                };
                if code != 0 {
                    reverse.add(code, pair)?;
                }
            }
        }
        reverse.correct(self.encode)?;
        Ok(reverse)
    }
}

impl Decode for &Double {
    #[inline]
    fn is_ascii(&self, _state: State) -> bool {
        self.is_ascii
    }

    #[inline]
    fn step(&self, _state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let lead = input[0];
        if self.leads.place(lead).is_none() {
            return (self.single)(lead).map_or(Err(Fault::Invalid(1)), |code| Step::code(1, code));
        }
        let &trail = input.get(1).ok_or(Fault::Incomplete)?;
        if self.trails.place(trail).is_none() {
            return Err(Fault::Invalid(1));
        }
        self.pair(lead, trail).map_or(Err(Fault::Invalid(2)), |code| Step::code(2, code))
    }
}
