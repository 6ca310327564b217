//! Headers below `<arpa/>`.

pub mod inet;
