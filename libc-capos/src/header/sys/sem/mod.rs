//! `<sys/sem.h>`

mod entries;

pub use entries::{semctl, semget, semop};
