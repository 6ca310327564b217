//! `<pthread.h>`: threads.

mod answer;
mod attributes;
mod barrier;
mod cancel;
mod cond;
pub mod constants;
mod keys;
mod life;
mod mutex;
mod mutex_attributes;
mod rwlock;
mod scheduling;
mod spin;
