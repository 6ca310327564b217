//! Checks of the model against itself and the schema.

mod grants;
mod launch;
mod paths;
mod processes;
mod quota;
mod volumes;

use crate::model::System;
use crate::report::Report;

pub use grants::is_made_on_request;
pub use paths::malformed;

/// Everything that needs no file of the build machine.
pub fn validate(system: &System, report: &mut Report) {
    processes::check(system, report);
    grants::check(system, report);
    quota::check(system, report);
    launch::check(system, report);
    paths::check(system, report);
    volumes::check(system, report);
}
