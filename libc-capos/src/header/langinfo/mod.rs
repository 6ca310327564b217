//! `<langinfo.h>`

mod entries;
mod items;

pub use entries::{nl_langinfo, nl_langinfo_l};
