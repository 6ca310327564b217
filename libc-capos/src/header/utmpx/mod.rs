//! `<utmpx.h>`

mod entries;

pub use entries::{
    endutxent, getutxent, getutxid, getutxline, pututxline, setutxent, updwtmpx, utmpxname,
};
