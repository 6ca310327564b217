use super::*;

#[test]
fn known_dates() {
    assert_eq!(days_from_civil(1970, 0, 1), 0);
    assert_eq!(days_from_civil(2000, 1, 29), 11_016);
    assert_eq!(days_from_civil(1, 0, 1), -719_162);
    assert_eq!(days_to_year(2038), 24_837);
    assert_eq!(civil_from_days(-1), Date { year: 1969, month: 11, day: 31, yday: 364 });
    assert_eq!(weekday(0), 4);
    assert_eq!(weekday(-5), 6);
}

#[test]
fn every_day_of_eight_centuries_follows_the_one_before() {
    let mut expected = Date { year: -400, month: 0, day: 1, yday: 0 };
    let mut days = days_from_civil(-400, 0, 1);
    while expected.year < 400 {
        assert_eq!(civil_from_days(days), expected);
        assert_eq!(days_from_civil(expected.year, expected.month, expected.day), days);
        days += 1;
        expected.day += 1;
        expected.yday += 1;
        if expected.day > days_in_month(expected.year, expected.month) {
            expected.day = 1;
            expected.month += 1;
        }
        if expected.month == 12 {
            expected = Date { year: expected.year + 1, month: 0, day: 1, yday: 0 };
        }
    }
}

#[test]
fn the_short_way_is_the_long_way() {
    for shifted in (0..NEAR).step_by(10_007).chain(NEAR - 800..NEAR) {
        assert_eq!(near(shifted as u32), far(shifted - EPOCH_FROM_MARCH_ZERO));
    }
    for year in (-5_000..5_000).chain(NEAR - 5..NEAR + 5) {
        let before = year - 1;
        let leaps = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
        assert_eq!(days_to_year(year), before * 365 + leaps - 719_162);
        assert_eq!(is_leap(year), year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    }
}

#[test]
fn the_ends_of_the_tm_year_range_round_trip() {
    for year in [i64::from(i32::MIN) + 1900, i64::from(i32::MAX) + 1900] {
        for (month, day) in [(0, 1), (11, 31)] {
            let date = civil_from_days(days_from_civil(year, month, day));
            assert_eq!((date.year, date.month, date.day), (year, month, day));
        }
    }
}
