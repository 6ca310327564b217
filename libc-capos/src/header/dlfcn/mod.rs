//! `<dlfcn.h>`

mod loading;

pub use loading::{dladdr, dlclose, dlerror, dlopen, dlsym};
