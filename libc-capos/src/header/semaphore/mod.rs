//! `<semaphore.h>`: semaphores.

mod named;
mod unnamed;
