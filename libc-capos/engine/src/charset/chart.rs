//! Charts: the characters of byte pairs, row by row.
//!
//! The charts are text files with a line of characters for each lead byte, so that they can be read; the compiler
//! makes arrays of them.

/// A set of bytes, and the place of each among them.
pub(super) struct ByteSet([u8; 256]);

const ABSENT: u8 = 0xff;

impl ByteSet {
    /// The bytes of ranges, both ends included, in order.
    pub const fn new(ranges: &[(u8, u8)]) -> ByteSet {
        let mut places = [ABSENT; 256];
        let (mut count, mut range) = (0, 0);
        while range < ranges.len() {
            let (mut byte, last) = (ranges[range].0 as usize, ranges[range].1 as usize);
            while byte <= last {
                places[byte] = count;
                count += 1;
                byte += 1;
            }
            range += 1;
        }
        ByteSet(places)
    }

    /// The place of a byte among those of the set.
    #[inline(always)]
    pub fn place(&self, byte: u8) -> Option<usize> {
        let place = self.0[usize::from(byte)];
        (place != ABSENT).then_some(usize::from(place))
    }

    pub fn iter(&self) -> impl Iterator<Item = u8> {
        (0..=0xff).filter(|&byte| self.place(byte).is_some())
    }
}

pub(super) struct Chart {
    cells: &'static [u16],
    leads: &'static ByteSet,
    trails: &'static ByteSet,
    columns: usize,
}

impl Chart {
    /// The row of a lead byte; empty where the chart has none.
    #[inline]
    pub fn row(&self, lead: u8) -> Row {
        let start = self.leads.place(lead).map_or(self.cells.len(), |row| row * self.columns);
        Row { cells: self.cells.get(start..).unwrap_or_default(), trails: self.trails }
    }

    /// The character of a pair, 0 for none.
    #[inline]
    pub fn get(&self, lead: u8, trail: u8) -> u16 {
        self.row(lead).get(trail)
    }
}

/// A row of a chart, with what follows.
pub(super) struct Row {
    cells: &'static [u16],
    trails: &'static ByteSet,
}

impl Row {
    #[inline]
    pub fn get(&self, trail: u8) -> u16 {
        self.trails.place(trail).and_then(|at| self.cells.get(at)).map_or(0, |&code| code)
    }
}

/// Bytes of a row or a column of 94.
pub(super) static HIGH: ByteSet = ByteSet::new(&[(0xa1, 0xfe)]);
/// Lead bytes of Shift_JIS as such, and with all extensions.
static SHIFTED_LEADS: ByteSet = ByteSet::new(&[(0x81, 0x9f), (0xe0, 0xef)]);
pub(super) static CP932_LEADS: ByteSet = ByteSet::new(&[(0x81, 0x9f), (0xe0, 0xfc)]);
/// The trail bytes of Shift_JIS: two rows of 94.
pub(super) static SHIFTED: ByteSet = ByteSet::new(&[(0x40, 0x7e), (0x80, 0xfc)]);
pub(super) static GB_LEADS: ByteSet = ByteSet::new(&[(0x81, 0xfe)]);
pub(super) static GB_TRAILS: ByteSet = ByteSet::new(&[(0x40, 0x7e), (0x80, 0xfe)]);
pub(super) static UHC_TRAILS: ByteSet = ByteSet::new(&[(0x41, 0x5a), (0x61, 0x7a), (0x81, 0xfe)]);
pub(super) static BIG5_LEADS: ByteSet = ByteSet::new(&[(0xa1, 0xf9)]);
pub(super) static BIG5_TRAILS: ByteSet = ByteSet::new(&[(0x40, 0x7e), (0xa1, 0xfe)]);

pub(super) static JIS0208: Chart = Chart { cells: &JIS0208_CELLS, leads: &HIGH, trails: &HIGH, columns: 94 };
/// The same as Shift_JIS arranges it.
pub(super) static JIS0208_SHIFTED: Chart =
    Chart { cells: &JIS0208_CELLS, leads: &SHIFTED_LEADS, trails: &SHIFTED, columns: 2 * 94 };
pub(super) static JIS0212: Chart = Chart { cells: &JIS0212_CELLS, leads: &HIGH, trails: &HIGH, columns: 94 };
pub(super) static CP932: Chart =
    Chart { cells: &CP932_CELLS, leads: &CP932_LEADS, trails: &SHIFTED, columns: 2 * 94 };
pub(super) static UHC: Chart =
    Chart { cells: &UHC_CELLS, leads: &GB_LEADS, trails: &UHC_TRAILS, columns: 178 };
pub(super) static GB18030: Chart =
    Chart { cells: &GB18030_CELLS, leads: &GB_LEADS, trails: &GB_TRAILS, columns: 190 };
pub(super) static BIG5: Chart =
    Chart { cells: &BIG5_CELLS, leads: &BIG5_LEADS, trails: &BIG5_TRAILS, columns: 157 };

static JIS0208_CELLS: [u16; 94 * 94] = parse(include_bytes!("tables/jis0208.txt"), 94);
static JIS0212_CELLS: [u16; 94 * 94] = parse(include_bytes!("tables/jis0212.txt"), 94);
static CP932_CELLS: [u16; 60 * 188] = parse(include_bytes!("tables/cp932.txt"), 188);
static UHC_CELLS: [u16; 126 * 178] = parse(include_bytes!("tables/uhc.txt"), 178);
static GB18030_CELLS: [u16; 126 * 190] = parse(include_bytes!("tables/gb18030.txt"), 190);
static BIG5_CELLS: [u16; 89 * 157] = parse(include_bytes!("tables/big5.txt"), 157);

/// The cells of a chart: a line for each row, a character for each cell, a full stop where there is none.
const fn parse<const CELLS: usize>(text: &[u8], columns: usize) -> [u16; CELLS] {
    let mut cells = [0; CELLS];
    let (mut at, mut row, mut column) = (0, 0, 0);
    while at < text.len() {
        let lead = text[at] as u32;
        // No chart has a character below 0x80.
        if lead < 0x80 {
            if lead == b'\n' as u32 {
                row += 1;
                column = 0;
            } else {
                column += 1;
            }
            at += 1;
            continue;
        }
        let second = text[at + 1] as u32 & 0x3f;
        let (code, len) = match lead {
            0..0xe0 => ((lead & 0x1f) << 6 | second, 2),
            _ => ((lead & 0xf) << 12 | second << 6 | text[at + 2] as u32 & 0x3f, 3),
        };
        cells[row * columns + column] = code as u16;
        column += 1;
        at += len;
    }
    cells
}
