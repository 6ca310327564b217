//! Parents and children: how a child's end, stop and going on reach its parent.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;

use super::jobs;
use super::registry::{Change, REGISTRY, Registry};
use super::{ExitStatus, Process};
use crate::signal::{self, SignalInfo, code, number};

/// Which children a parent asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Children {
    Any,
    One(u64),
    Group(u64),
}

/// Which changes count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
    pub ended: bool,
    pub stopped: bool,
    pub continued: bool,
    /// The change stays to be reported again.
    pub keep: bool,
}

impl Wanted {
    fn includes(self, change: Change) -> bool {
        match change {
            Change::Ended(_) => self.ended,
            Change::Stopped(_) => self.stopped,
            Change::Continued => self.continued,
        }
    }
}

/// A child that changed.
pub struct Report {
    pub process: Arc<Process>,
    pub change: Change,
}

/// A child of the process that changed as wanted; `None` if none has yet. `noSuchProcess` if there is none to wait for.
pub fn take_change(parent: u64, which: Children, wanted: Wanted) -> Result<Option<Report>, ErrorCode> {
    let mut registry = REGISTRY.lock();
    let Some(id) = registry.find_changed(parent, which, wanted)? else { return Ok(None) };
    let Some(member) = registry.members.get_mut(&id) else { return Ok(None) };
    let Some(change) = member.change else { return Ok(None) };
    let report = Report { process: Arc::clone(&member.process), change };
    let mut gone = None;
    if !wanted.keep {
        if matches!(change, Change::Ended(_)) {
            gone = registry.remove(id);
        } else {
            member.change = None;
            registry.forget_change(parent, id);
        }
    }
    drop(registry);
    drop(gone);
    Ok(Some(report))
}

/// Whether a wait for any child would return at once.
pub fn has_change(parent: u64) -> bool {
    REGISTRY.lock().members.get(&parent).is_none_or(|member| !member.changed.is_empty())
}

/// Children that have ended are not reported.
pub fn forget_ended_children(parent: u64) {
    loop {
        let mut registry = REGISTRY.lock();
        let Some(member) = registry.members.get(&parent) else { return };
        let ended = |id: &&u64| registry.members.get(id).is_some_and(|child| child.has_ended());
        let Some(id) = member.changed.iter().find(ended).copied() else { return };
        let gone = registry.remove(id);
        drop(registry);
        drop(gone);
    }
}

/// The parent to tell that its child has stopped.
pub fn note_stop(id: u64, signal: u8) -> Option<Arc<Process>> {
    REGISTRY.lock().note(id, Change::Stopped(signal))
}

/// The parent to tell that its child goes on.
pub fn note_continue(id: u64) -> Option<Arc<Process>> {
    REGISTRY.lock().note(id, Change::Continued)
}

/// The process has ended: its parent learns it, its children lose their parent, its session its leader.
pub(super) fn end(process: &Arc<Process>, status: ExitStatus) {
    let id = process.id();
    jobs::leave(id);
    let mut gone = Vec::new();
    let mut registry = REGISTRY.lock();
    let children = registry.members.get_mut(&id).map(|member| core::mem::take(&mut member.children));
    for child in children.into_iter().flatten() {
        let Some(member) = registry.members.get_mut(&child) else { continue };
        member.parent = None;
        if member.has_ended() {
            gone.extend(registry.remove(child));
        }
    }
    let parent = registry.note(id, Change::Ended(status));
    if parent.is_none() {
        gone.extend(registry.remove(id));
    }
    drop(registry);
    drop(gone);
    if let Some(parent) = parent {
        // SIGCHLD always finds room.
        let _ = signal::post(&parent, child_info(process, status));
        parent.children_queue().wake();
    }
}

fn child_info(child: &Process, status: ExitStatus) -> SignalInfo {
    let (code, value) = match status {
        ExitStatus::Exited(status) => (code::CHILD_EXITED, status as u32 & 0xff),
        ended => (code::CHILD_KILLED, ended.signal().into()),
    };
    SignalInfo { value: value.into(), ..SignalInfo::of(child, number::CHLD, code) }
}

impl Registry {
    /// Notes a change of the child; gives its parent, if it has one.
    fn note(&mut self, id: u64, change: Change) -> Option<Arc<Process>> {
        let member = self.members.get_mut(&id)?;
        if !member.has_ended() {
            member.change = Some(change);
        }
        let parent = member.parent?;
        let parent = self.members.get(&parent)?;
        let process = Arc::clone(&parent.process);
        let parent = parent.process.id();
        if let Some(parent) = self.members.get_mut(&parent) {
            parent.changed.insert(id);
        }
        Some(process)
    }

    fn forget_change(&mut self, parent: u64, id: u64) {
        if let Some(parent) = self.members.get_mut(&parent) {
            parent.changed.remove(&id);
        }
    }

    fn find_changed(&self, parent: u64, which: Children, wanted: Wanted) -> Result<Option<u64>, ErrorCode> {
        let none = ErrorCode::NoSuchProcess;
        let member = self.members.get(&parent).ok_or(none)?;
        let matches = |id: &u64| match which {
            Children::Any => true,
            Children::One(wanted) => wanted == *id,
            Children::Group(group) => self.members.get(id).is_some_and(|child| child.group == group),
        };
        let has_changed = |id: &u64| {
            let change = self.members.get(id).and_then(|child| child.change);
            change.is_some_and(|change| wanted.includes(change))
        };
        let found = match which {
            Children::One(id) => member.changed.get(&id).filter(|id| has_changed(id)),
            _ => member.changed.iter().find(|id| matches(id) && has_changed(id)),
        };
        if let Some(id) = found {
            return Ok(Some(*id));
        }
        let any = match which {
            Children::One(id) => member.children.contains(&id),
            _ => member.children.iter().any(matches),
        };
        if any { Ok(None) } else { Err(none) }
    }
}
