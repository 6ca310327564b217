//! Job control: whose terminal it is, who may use it now, and what becomes of the others.

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::terminal_session::{Control, GetSession, SetForeground};

use super::TerminalSession;
use crate::object::{Call, CallError, CallResult, Outcome};
use crate::process::{jobs, registry};
use crate::signal::{self, Dispositions, SignalInfo, code, number};
use crate::terminal::attributes::LocalFlags;

impl TerminalSession {
    /// Makes this the controlling terminal of the session that the process leads; `false` if it leads none, or one of the
    /// two has another already.
    pub fn control(&self, leader: u64, steal: bool) -> bool {
        let before = self.wire.jobs.session();
        if before == leader {
            return true;
        }
        if before != 0 && !steal {
            return false;
        }
        if registry::ids(leader).is_none_or(|ids| ids.session != leader)
            || !jobs::set_terminal(leader, &self.wire)
        {
            return false;
        }
        if before != 0 {
            jobs::clear_terminal(before);
        }
        self.wire.jobs.begin(leader);
        true
    }

    /// That group of the session may use the terminal from now on.
    pub fn put_in_foreground(&self, session: u64, group: u64) {
        if self.wire.jobs.session() == session {
            self.wire.jobs.set_foreground(group);
        }
    }

    pub(super) fn get_session(&self, call: &mut Call<'_>) -> CallResult {
        let (session, foreground) = (self.wire.jobs.session(), self.wire.jobs.foreground());
        call.answer::<GetSession>(0, |mut results| {
            results.set_session(session);
            results.set_foreground(foreground);
        })
    }

    pub(super) fn set_foreground(&self, call: &mut Call<'_>) -> CallResult {
        let group = call.params::<SetForeground>().get()?.get_group();
        let ids = registry::ids(call.process().id()).ok_or(ErrorCode::NoSuchProcess)?;
        if ids.session != self.wire.jobs.session() {
            return Err(call.exception(ErrorCode::NotSupported, "not the terminal of the caller's session"));
        }
        if self.stops_changer(call)? {
            return Ok(Outcome::Wait);
        }
        if jobs::session_of_group(group) != Some(ids.session) {
            return Err(ErrorCode::NotPermitted.into());
        }
        self.wire.jobs.set_foreground(group);
        Ok(Outcome::Done)
    }

    pub(super) fn take_control(&self, call: &mut Call<'_>) -> CallResult {
        let steal = call.params::<Control>().get()?.get_steal();
        if self.control(call.process().id(), steal) {
            Ok(Outcome::Done)
        } else {
            Err(ErrorCode::NotPermitted.into())
        }
    }

    pub(super) fn release(&self, call: &mut Call<'_>) -> CallResult {
        let session = self.wire.jobs.session();
        if session == 0 || session != call.process().id() {
            return Err(ErrorCode::NotPermitted.into());
        }
        jobs::clear_terminal(session);
        self.wire.lose_session(session);
        Ok(Outcome::Done)
    }

    /// A read in the background; `true` if the caller waits, stopped as a rule.
    pub(super) fn stops_reader(&self, call: &mut Call<'_>) -> Result<bool, CallError> {
        if !self.is_background(call) {
            return Ok(false);
        }
        if !self.is_stoppable(call, number::TTIN) {
            return Err(ErrorCode::IoError.into());
        }
        self.stop_group(call, number::TTIN)
    }

    /// A write in the background, if the terminal stops those.
    pub(super) fn stops_writer(&self, call: &mut Call<'_>) -> Result<bool, CallError> {
        let stops = self.wire.discipline.lock().attributes().local.contains(LocalFlags::TOSTOP);
        if stops { self.stops_changer(call) } else { Ok(false) }
    }

    /// A change of the terminal from the background. Whoever ignores or blocks SIGTTOU may do it.
    pub(super) fn stops_changer(&self, call: &mut Call<'_>) -> Result<bool, CallError> {
        if !self.is_background(call) {
            return Ok(false);
        }
        let refuses = Dispositions::read(call.thread())
            .is_ok_and(|own| own.ignores(number::TTOU) || own.blocked().contains(number::TTOU));
        if refuses {
            return Ok(false);
        }
        if jobs::is_orphaned(call.process().id()) {
            return Err(ErrorCode::IoError.into());
        }
        self.stop_group(call, number::TTOU)
    }

    fn is_background(&self, call: &Call<'_>) -> bool {
        // A terminal that controls nobody, which native programs may hold, asks nothing of its users.
        self.wire.jobs.session() != 0
            && registry::ids(call.process().id())
                .is_some_and(|ids| self.wire.jobs.is_background(ids.session, ids.group))
    }

    fn is_stoppable(&self, call: &Call<'_>, signal: u8) -> bool {
        let own = Dispositions::read(call.thread());
        own.is_ok_and(|own| !own.ignores(signal) && !own.blocked().contains(signal))
            && !jobs::is_orphaned(call.process().id())
    }

    /// The wait that follows is where the caller stops.
    fn stop_group(&self, call: &Call<'_>, signal: u8) -> Result<bool, CallError> {
        let group = registry::ids(call.process().id()).map_or(0, |ids| ids.group);
        for process in registry::group_members(group) {
            signal::post(&process, SignalInfo::new(signal, code::KERNEL, 0))?;
        }
        Ok(true)
    }
}
