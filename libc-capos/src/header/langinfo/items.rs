//! The items of `<langinfo.h>`. An item's number is its category in the high half and its place in the low half.

use crate::locale;
use crate::types::nl_item;
use capos_libc_engine::encoding::Charset;
use core::ffi::CStr;

/// `CODESET`, in the category `LC_CTYPE`.
const CODESET: usize = 14;
const NUMERIC: [&CStr; 2] = [c".", c""];
/// In the order of their numbers: short and full days, short and full months, halves of the day, formats, and
/// the four items of eras and other digits, which these locales do not have.
const TIME: [&CStr; 50] = [
    c"Sun",
    c"Mon",
    c"Tue",
    c"Wed",
    c"Thu",
    c"Fri",
    c"Sat",
    c"Sunday",
    c"Monday",
    c"Tuesday",
    c"Wednesday",
    c"Thursday",
    c"Friday",
    c"Saturday",
    c"Jan",
    c"Feb",
    c"Mar",
    c"Apr",
    c"May",
    c"Jun",
    c"Jul",
    c"Aug",
    c"Sep",
    c"Oct",
    c"Nov",
    c"Dec",
    c"January",
    c"February",
    c"March",
    c"April",
    c"May",
    c"June",
    c"July",
    c"August",
    c"September",
    c"October",
    c"November",
    c"December",
    c"AM",
    c"PM",
    c"%a %b %e %H:%M:%S %Y",
    c"%m/%d/%y",
    c"%H:%M:%S",
    c"%I:%M:%S %p",
    c"",
    c"",
    c"",
    c"",
    c"",
    c"",
];
/// `CRNCYSTR` is the only monetary item of the standard.
const CURRENCY: usize = 15;
/// First of `ALTMON_1` to `ALTMON_12`, months in the form that stands alone; `ABALTMON_1` to `12` follow.
const ALTERNATIVE_MONTHS: usize = 0x40;
/// Places of `MON_1` and `ABMON_1`.
const MONTHS: [usize; 2] = [26, 14];
const MESSAGES: [&CStr; 4] = [c"^[yY]", c"^[nN]", c"", c""];

/// The text of an item, empty for numbers that are none.
pub fn text(item: nl_item, charset: Charset) -> &'static CStr {
    let Ok(number) = usize::try_from(item) else { return c"" };
    let (category, place) = (number >> 16, number & 0xffff);
    let found = match category {
        0 if place == CODESET => return locale::codeset(charset),
        1 => NUMERIC.get(place),
        2 if (ALTERNATIVE_MONTHS..ALTERNATIVE_MONTHS + 24).contains(&place) => {
            let month = place - ALTERNATIVE_MONTHS;
            TIME.get(MONTHS[month / 12] + month % 12)
        }
        2 => TIME.get(place),
        4 if place == CURRENCY => Some(&c"-"),
        5 => MESSAGES.get(place),
        _ => None,
    };
    found.copied().unwrap_or(c"")
}
