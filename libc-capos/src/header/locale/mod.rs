//! `<locale.h>`

mod conventions;
mod object;
mod process;

pub use conventions::localeconv;
pub use object::{duplocale, freelocale, getlocalename_l, newlocale, uselocale};
pub use process::setlocale;
