//! `<net/if.h>`

mod entries;

pub use entries::{if_freenameindex, if_indextoname, if_nameindex, if_nametoindex};
