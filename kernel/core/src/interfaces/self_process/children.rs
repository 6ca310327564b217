//! `SelfProcess.waitChild`.

use capos_schema::capos_capnp::self_process::Children as Which;
use capos_schema::capos_capnp::{child_state, exit_status};
use capos_schema::methods::self_process::WaitChild;

use crate::object::{Call, CallResult, Outcome, struct_room};
use crate::process::family::{self, Children, Wanted};
use crate::process::registry::{self, Change};
use crate::signal;

/// What the structs inside of the results take.
const ROOM: usize = struct_room::<child_state::Owned>()
    + struct_room::<exit_status::Owned>()
    + struct_room::<exit_status::fault::Owned>();

pub(super) fn wait(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<WaitChild>();
    let params = message.get()?;
    let own = call.process().id();
    let which = match (params.get_which()?, params.get_id()) {
        (Which::Any, _) => Children::Any,
        (Which::Process, id) => Children::One(id),
        (Which::Group, 0) => Children::Group(registry::ids(own).map_or(0, |ids| ids.group)),
        (Which::Group, id) => Children::Group(id),
    };
    let wanted = Wanted {
        ended: params.get_ended(),
        stopped: params.get_stopped(),
        continued: params.get_continued(),
        keep: params.get_keep(),
    };
    call.check_results::<WaitChild>(ROOM)?;
    signal::forget_unwanted_children(call.thread());
    let Some(report) = family::take_change(own, which, wanted)? else { return Ok(Outcome::Wait) };
    let child = &report.process;
    let usage = child.usage().plus(child.children_usage());
    if matches!(report.change, Change::Ended(_)) && !wanted.keep {
        call.process().add_child_usage(child);
    }
    call.answer::<WaitChild>(ROOM, |mut results| {
        results.set_process(child.id());
        results.set_user_nanoseconds(usage.time.user);
        results.set_system_nanoseconds(usage.time.system);
        results.set_max_resident_pages(usage.max_resident);
        let mut state = results.init_state();
        match report.change {
            Change::Ended(status) => status.encode(state.init_ended()),
            Change::Stopped(signal) => state.set_stopped(signal),
            Change::Continued => state.set_continued(()),
        }
    })
}
