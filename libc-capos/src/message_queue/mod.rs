//! POSIX message queues: shared mappings of files, with locks that processes share.
//!
//! [`storage`] lays out the memory and keeps the messages in order, [`queue`] makes and opens queues, [`transfer`] waits
//! for room and for messages, [`notification`] tells who asked that a message has come.

mod notification;
mod queue;
mod storage;
mod transfer;

pub use notification::{request_notification, withdraw};
pub use queue::{Queue, close, find, open, remove};
pub use transfer::{receive, send};
