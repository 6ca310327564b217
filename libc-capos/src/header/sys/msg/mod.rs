//! `<sys/msg.h>`

mod entries;

pub use entries::{msgctl, msgget, msgrcv, msgsnd};
