//! Wide strings and multibyte conversions: what the entries of several headers share.

mod compare;
mod convert;
mod state;
mod units;

pub use compare::compare_caseless;
pub use convert::{Failed, decode_bounded, decode_one, decode_string, encode_one, encode_string};
pub use state::{PrivateState, StateSlot};
pub use units::{Units, length};
