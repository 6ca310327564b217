//! One module per C header; a module's path is the include path.

pub mod errno;
pub mod fcntl;
pub mod stdio;
pub mod stdio_ext;
pub mod libgen;
pub mod malloc;
pub mod stdlib;
pub mod string;
pub mod strings;
pub mod assert;
pub mod getopt;
pub mod setjmp;
pub mod signal;
pub mod sys;
pub mod unistd;
pub mod ctype;
pub mod inttypes;
pub mod langinfo;
pub mod locale;
pub mod time;
pub mod uchar;
pub mod wchar;
pub mod wctype;
pub mod fenv;
pub mod math;
