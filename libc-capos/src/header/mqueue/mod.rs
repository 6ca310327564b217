//! `<mqueue.h>`: message queues.

mod entries;
