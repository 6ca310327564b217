//! The databases of users and groups: files of lines, and records for C programs made of them.

mod answer;
mod database;
mod entry;
mod lines;
mod place;

pub use answer::{fill, fill_next, keep, keep_next};
pub use database::{Database, GROUPS, SHADOWS, USERS};
pub use entry::{Record, find, groups_of, home_of, name_of};
pub use lines::{number_text, put_line, read_line, read_record};
pub use place::{Kept, Place};
