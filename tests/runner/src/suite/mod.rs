//! Suites: test programs that others wrote, compiled as they are and judged by their exit status.

mod definition;
mod directives;
mod share;

pub use definition::{Platform, Suite, load_all};
pub use directives::compiler_options;
pub use share::is_in_share;
