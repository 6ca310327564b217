//! `<sys/shm.h>`

mod entries;

pub use entries::{shmat, shmctl, shmdt, shmget};
