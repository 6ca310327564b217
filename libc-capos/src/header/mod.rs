//! One module per C header; a module's path is the include path.

pub mod errno;
