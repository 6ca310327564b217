//! Headers below `<arpa/>`.

pub mod inet;
pub mod nameser;
