//! Making processes and replacing programs: what `fork`, the `exec` family, `posix_spawn`, `system` and `popen` share.

mod execute;
mod fork;
mod list;
mod output;
mod shell;

pub use execute::{execute, execute_path, search};
pub use fork::{fork, fork_plain, go_back, register_streams};
pub use list::ArgumentList;
pub use output::output_of;
pub use shell::{PLAIN, exists as shell_exists, run as run_shell, start as start_shell, wait as wait_for};
