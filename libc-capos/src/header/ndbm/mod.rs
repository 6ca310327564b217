//! `<ndbm.h>`

mod base;
pub mod constants;
mod entries;
mod files;

pub use entries::{
    dbm_clearerr, dbm_close, dbm_delete, dbm_error, dbm_fetch, dbm_firstkey, dbm_nextkey, dbm_open, dbm_store,
};
