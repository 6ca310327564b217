//! `<dirent.h>`

pub mod constants;
mod entries;
mod getdents;
mod scan;
pub mod stream;

pub use entries::{
    closedir, dirfd, fdclosedir, fdopendir, opendir, readdir, readdir_r, rewinddir, seekdir, telldir,
};
pub use getdents::posix_getdents;
pub use scan::{alphasort, scandir, scandirat, versionsort};
