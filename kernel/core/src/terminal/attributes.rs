//! Terminal attributes: flags, control characters and speeds, with the values of <termios.h> on x86-64 (musl).

use bitflags::bitflags;

bitflags! {
    /// `c_iflag`.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub struct InputFlags: u32 {
        const PARMRK = 0o10;
        const ISTRIP = 0o40;
        const INLCR = 0o100;
        const IGNCR = 0o200;
        const ICRNL = 0o400;
        const IXON = 0o2000;
        const IXANY = 0o4000;
        const IXOFF = 0o10000;
        const IMAXBEL = 0o20000;
        const IUTF8 = 0o40000;
        const _ = !0;
    }

    /// `c_oflag`.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub struct OutputFlags: u32 {
        const OPOST = 0o1;
        const ONLCR = 0o4;
        const OCRNL = 0o10;
        const ONOCR = 0o20;
        const ONLRET = 0o40;
        /// TABDLY's TAB3: tabs become spaces. Both bits must be set.
        const TAB3 = 0o14000;
        const _ = !0;
    }

    /// `c_lflag`.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub struct LocalFlags: u32 {
        const ISIG = 0o1;
        const ICANON = 0o2;
        const ECHO = 0o10;
        const ECHOE = 0o20;
        const ECHOK = 0o40;
        const ECHONL = 0o100;
        const NOFLSH = 0o200;
        const TOSTOP = 0o400;
        const ECHOCTL = 0o1000;
        const ECHOKE = 0o4000;
        const IEXTEN = 0o100000;
        const _ = !0;
    }
}

/// `NCCS`.
pub const CONTROL_CHARACTERS: usize = 32;

/// Places in `c_cc`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ControlCharacter {
    Interrupt = 0,
    Quit = 1,
    Erase = 2,
    Kill = 3,
    EndOfFile = 4,
    Time = 5,
    Minimum = 6,
    Start = 8,
    Stop = 9,
    Suspend = 10,
    EndOfLine = 11,
    Reprint = 12,
    WordErase = 14,
    LiteralNext = 15,
    EndOfLine2 = 16,
}

/// A control character with this value is switched off (`_POSIX_VDISABLE`).
pub const DISABLED: u8 = 0;

/// What `tcgetattr` reads and `tcsetattr` writes. Flags that mean nothing to the line discipline are kept
/// as they were given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attributes {
    pub input: InputFlags,
    pub output: OutputFlags,
    pub control: u32,
    pub local: LocalFlags,
    pub characters: [u8; CONTROL_CHARACTERS],
    pub input_speed: u32,
    pub output_speed: u32,
}

impl Attributes {
    /// 8-bit characters, receiver on, no modem lines (CS8, CREAD, CLOCAL), and B115200 in the bits that hold
    /// the speed.
    const DEFAULT_CONTROL: u32 = 0o60 | 0o200 | 0o4000 | 0o10002;
    const DEFAULT_SPEED: u32 = 115_200;

    pub const fn character(&self, place: ControlCharacter) -> u8 {
        self.characters[place as usize]
    }

    /// Whether `byte` is that control character, and the character is switched on.
    pub const fn is(&self, place: ControlCharacter, byte: u8) -> bool {
        byte != DISABLED && byte == self.character(place)
    }

    pub const fn is_canonical(&self) -> bool {
        self.local.contains(LocalFlags::ICANON)
    }
}

impl Default for Attributes {
    /// A sane interactive terminal, as `stty sane` on other systems, with UTF-8.
    fn default() -> Self {
        use ControlCharacter::*;
        let mut characters = [DISABLED; CONTROL_CHARACTERS];
        let set = [
            (Interrupt, 0x03),
            (Quit, 0x1c),
            (Erase, 0x7f),
            (Kill, 0x15),
            (EndOfFile, 0x04),
            (Minimum, 1),
            (Start, 0x11),
            (Stop, 0x13),
            (Suspend, 0x1a),
            (Reprint, 0x12),
            (WordErase, 0x17),
            (LiteralNext, 0x16),
        ];
        for (place, byte) in set {
            characters[place as usize] = byte;
        }
        Attributes {
            input: InputFlags::ICRNL | InputFlags::IXON | InputFlags::IMAXBEL | InputFlags::IUTF8,
            output: OutputFlags::OPOST | OutputFlags::ONLCR,
            control: Self::DEFAULT_CONTROL,
            local: LocalFlags::ISIG
                | LocalFlags::ICANON
                | LocalFlags::ECHO
                | LocalFlags::ECHOE
                | LocalFlags::ECHOK
                | LocalFlags::ECHOCTL
                | LocalFlags::ECHOKE
                | LocalFlags::IEXTEN,
            characters,
            input_speed: Self::DEFAULT_SPEED,
            output_speed: Self::DEFAULT_SPEED,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WindowSize {
    pub rows: u16,
    pub columns: u16,
    pub pixel_width: u16,
    pub pixel_height: u16,
}

impl Default for WindowSize {
    /// A serial line does not tell; this is what programs take when they do not know.
    fn default() -> Self {
        WindowSize { rows: 24, columns: 80, pixel_width: 0, pixel_height: 0 }
    }
}
