//! `<errno.h>`

mod location;
mod program_name;

pub use location::__errno_location;
pub use program_name::set_program_name;
