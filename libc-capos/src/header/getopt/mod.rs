//! `<getopt.h>` and the `getopt` of `<unistd.h>`.

mod entries;
mod scan;
mod state;

pub use entries::{getopt, getopt_long, getopt_long_only};
pub use state::{optarg, opterr, optind, optopt, optreset};
