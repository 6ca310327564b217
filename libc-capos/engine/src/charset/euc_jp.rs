//! EUC-JP: ASCII, JIS X 0208, half-width katakana behind 0x8e and JIS X 0212 behind 0x8f.

use super::chart::{Chart, JIS0208, JIS0212};
use super::codec::{Bytes, Decode, Encode, Fault, State, Step};
use super::double::katakana;
use super::reverse::{OutOfMemory, Reverse};
use super::tables::corrections::EUC_JP_ENCODE;

/// The decoder.
pub(super) struct EucJp;

/// The encoder. A code of JIS X 0212 lacks the high bit of its second byte, as it stands in the table.
pub(super) struct EucJpCodes(Reverse);

const KATAKANA: u8 = 0x8e;
const JIS_X_0212: u8 = 0x8f;
const SUPPLEMENT: u16 = 0x80;

/// Adds the codes of a chart with 94 rows and columns, with the bits of `clear` cleared.
pub(super) fn add_chart(reverse: &mut Reverse, chart: &Chart, clear: u16) -> Result<(), OutOfMemory> {
    for lead in 0xa1..=0xfe {
        let row = chart.row(lead);
        for trail in 0xa1..=0xfe {
            let code = row.get(trail);
            if code != 0 {
                reverse.add(code.into(), u16::from_be_bytes([lead, trail]) & !clear)?;
            }
        }
    }
    Ok(())
}

impl EucJpCodes {
    pub fn new() -> Result<EucJpCodes, OutOfMemory> {
        let mut reverse = Reverse::new()?;
        for byte in (0x80..0xa0u8).filter(|&byte| byte != KATAKANA && byte != JIS_X_0212) {
            reverse.add(byte.into(), byte.into())?;
        }
        for byte in 0xa1..=0xdf {
            if let Some(code) = katakana(byte) {
                reverse.add(code, u16::from_be_bytes([KATAKANA, byte]))?;
            }
        }
        add_chart(&mut reverse, &JIS0208, 0)?;
        add_chart(&mut reverse, &JIS0212, SUPPLEMENT)?;
        reverse.correct(&EUC_JP_ENCODE)?;
        Ok(EucJpCodes(reverse))
    }
}

impl Decode for EucJp {
    fn is_ascii(&self, _state: State) -> bool {
        true
    }

    fn step(&self, _state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let lead = input[0];
        if lead < 0xa0 && lead != KATAKANA && lead != JIS_X_0212 {
            return Step::code(1, lead.into());
        }
        if lead == 0xa0 || lead == 0xff {
            return Err(Fault::Invalid(1));
        }
        let &second = input.get(1).ok_or(Fault::Incomplete)?;
        if !matches!(second, 0xa1..=0xfe) {
            return Err(Fault::Invalid(1));
        }
        let (used, code) = match lead {
            KATAKANA => (2, katakana(second).unwrap_or(0)),
            JIS_X_0212 => {
                let &third = input.get(2).ok_or(Fault::Incomplete)?;
                (3, JIS0212.get(second, third).into())
            }
            _ => (2, JIS0208.get(lead, second).into()),
        };
        if code == 0 { Err(Fault::Invalid(used)) } else { Step::code(used, code) }
    }
}

impl Encode for EucJpCodes {
    fn one(&self, _state: &mut State, code: u32) -> Option<Bytes> {
        let pair = self.0.get(code)?;
        let is_supplement = pair >= 0x100 && pair & SUPPLEMENT == 0;
        Some(if is_supplement {
            Bytes::one(JIS_X_0212).then(Bytes::pair(pair | SUPPLEMENT))
        } else {
            Bytes::pair(pair)
        })
    }
}
