use super::ClockRegisters;

fn binary(year: u8, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> ClockRegisters {
    ClockRegisters { second, minute, hour, day, month, year, mode: 0b110 }
}

#[test]
fn knows_moments() {
    assert_eq!(binary(70, 1, 1, 0, 0, 0).to_seconds(), Some(0));
    assert_eq!(binary(0, 2, 29, 23, 59, 59).to_seconds(), Some(951_868_799));
    assert_eq!(binary(24, 1, 1, 0, 0, 0).to_seconds(), Some(1_704_067_200));
    assert_eq!(binary(26, 11, 23, 5, 14, 42).to_seconds(), Some(1_795_410_882));
    assert_eq!(binary(68, 12, 31, 12, 0, 0).to_seconds(), Some(3_124_180_800));
}

#[test]
fn decodes_bcd() {
    let clock = ClockRegisters {
        second: 0x59,
        minute: 0x14,
        hour: 0x23,
        day: 0x31,
        month: 0x12,
        year: 0x23,
        mode: 2,
    };
    assert_eq!(clock.to_seconds(), binary(23, 12, 31, 23, 14, 59).to_seconds());
    assert_eq!(ClockRegisters { second: 0x5a, ..clock }.to_seconds(), None);
}

#[test]
fn decodes_twelve_hours() {
    let at = |hour| ClockRegisters { mode: 4, ..binary(24, 5, 6, hour, 7, 8) }.to_seconds();
    assert_eq!(at(12), binary(24, 5, 6, 0, 7, 8).to_seconds());
    assert_eq!(at(1), binary(24, 5, 6, 1, 7, 8).to_seconds());
    assert_eq!(at(12 | 0x80), binary(24, 5, 6, 12, 7, 8).to_seconds());
    assert_eq!(at(11 | 0x80), binary(24, 5, 6, 23, 7, 8).to_seconds());
    assert_eq!(at(0), None);
    assert_eq!(at(13), None);
}

#[test]
fn refuses_dates_that_are_none() {
    assert_eq!(binary(23, 2, 29, 0, 0, 0).to_seconds(), None);
    assert_eq!(binary(23, 13, 1, 0, 0, 0).to_seconds(), None);
    assert_eq!(binary(23, 0, 1, 0, 0, 0).to_seconds(), None);
    assert_eq!(binary(23, 4, 31, 0, 0, 0).to_seconds(), None);
    assert_eq!(binary(23, 4, 0, 0, 0, 0).to_seconds(), None);
    assert_eq!(binary(23, 4, 1, 24, 0, 0).to_seconds(), None);
    assert_eq!(binary(100, 4, 1, 0, 0, 0).to_seconds(), None);
}
