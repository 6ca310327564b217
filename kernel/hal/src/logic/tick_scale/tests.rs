use super::TickScale;

#[test]
fn converts_there_and_back() {
    let scale = TickScale::from_frequency(2_500_000_000).unwrap();
    assert_eq!(scale.nanoseconds(2_500_000_000), 999_999_999);
    assert!(scale.ticks(1_000_000_000).abs_diff(2_500_000_000) <= 2);
    assert_eq!(scale.nanoseconds(0), 0);
    assert!(scale.ticks(0) >= 1);
}

#[test]
fn is_exact_for_one_tick_a_nanosecond() {
    let scale = TickScale::measured(12345, 12345).unwrap();
    assert_eq!(scale.nanoseconds(u64::MAX), u64::MAX);
    assert_eq!(scale.ticks(u64::MAX), u64::MAX);
}

#[test]
fn refuses_what_can_not_be() {
    assert_eq!(TickScale::measured(0, 5), None);
    assert_eq!(TickScale::measured(5, 0), None);
    assert_eq!(TickScale::measured(1, u64::MAX), None);
}

#[test]
fn keeps_its_precision_over_years() {
    let scale = TickScale::from_frequency(3_000_000_000).unwrap();
    let year = 365 * 24 * 3600;
    let error = scale.nanoseconds(3_000_000_000 * year).abs_diff(year * 1_000_000_000);
    assert!(error < 25_000_000, "{error} ns in a year");
}
