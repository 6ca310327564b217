//! `<sys/utsname.h>`

mod name;

pub use name::uname;
