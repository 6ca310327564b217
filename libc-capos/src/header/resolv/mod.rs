//! `<resolv.h>`

mod names;
mod queries;

pub use names::{dn_comp, dn_expand, dn_skipname, expand, message};
pub use queries::{res_init, res_mkquery, res_query, res_querydomain, res_search, res_send};
