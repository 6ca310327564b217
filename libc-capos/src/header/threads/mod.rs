//! `<threads.h>`: threads of ISO C.

mod answer;
mod life;
mod locks;
mod storage;
