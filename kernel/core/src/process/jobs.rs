//! Groups and sessions: setpgid() and setsid() of POSIX, and what job control needs.

use alloc::collections::BTreeSet;
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;

use super::registry::{REGISTRY, Registry, group_members};
use crate::interfaces::TerminalSession;
use crate::signal::{self, SignalInfo, code, number};
use crate::terminal::Wire;

/// Makes the caller or a child of it, `process`, a member of the group.
pub fn set_group(caller: u64, process: u64, group: u64) -> Result<(), ErrorCode> {
    let mut registry = REGISTRY.lock();
    let own_session = registry.members.get(&caller).map(|member| member.session);
    let member = registry.members.get(&process).ok_or(ErrorCode::NoSuchProcess)?;
    if process != caller {
        if member.parent != Some(caller) || member.has_ended() {
            return Err(ErrorCode::NoSuchProcess);
        }
        if Some(member.session) != own_session {
            return Err(ErrorCode::NotPermitted);
        }
        if member.has_executed {
            return Err(ErrorCode::AccessDenied);
        }
    }
    let (session, old) = (member.session, member.group);
    if session == process {
        return Err(ErrorCode::NotPermitted);
    }
    let joins = registry.groups.get(&group).map(|group| group.session);
    if group != process && joins != Some(session) {
        return Err(ErrorCode::NotPermitted);
    }
    registry.leave_group(process, old);
    registry.enter_group(process, group, session);
    if let Some(member) = registry.members.get_mut(&process) {
        member.group = group;
    }
    Ok(())
}

/// Makes the process the leader of a session of its own. `notPermitted` for one that leads a group.
pub fn create_session(process: u64) -> Result<u64, ErrorCode> {
    let mut registry = REGISTRY.lock();
    if registry.groups.contains_key(&process) {
        return Err(ErrorCode::NotPermitted);
    }
    let member = registry.members.get_mut(&process).ok_or(ErrorCode::NoSuchProcess)?;
    let (session, group) = (member.session, member.group);
    (member.session, member.group) = (process, process);
    registry.leave_group(process, group);
    registry.leave_session(session);
    registry.enter_session(process);
    registry.enter_group(process, process, process);
    Ok(process)
}

/// Whether nobody outside the process's group, but in its session, could continue it: no member has such a parent.
pub fn is_orphaned(process: u64) -> bool {
    let registry = REGISTRY.lock();
    registry.members.get(&process).is_none_or(|member| registry.is_orphaned(member.group))
}

/// The session that the group belongs to.
pub fn session_of_group(group: u64) -> Option<u64> {
    REGISTRY.lock().groups.get(&group).map(|group| group.session)
}

/// Makes the terminal the one that controls the session; `false` if the process does not lead one, or it has another.
pub fn set_terminal(leader: u64, terminal: &Arc<Wire>) -> bool {
    let mut registry = REGISTRY.lock();
    match registry.sessions.get_mut(&leader) {
        Some(session) if session.terminal.as_ref().is_none_or(|old| old.strong_count() == 0) => {
            session.terminal = Some(Arc::downgrade(terminal));
            true
        }
        _ => false,
    }
}

/// The controlling terminal of the process's session, opened.
pub fn terminal_of(process: u64) -> Option<Arc<TerminalSession>> {
    let wire = {
        let registry = REGISTRY.lock();
        let session = registry.members.get(&process)?.session;
        registry.sessions.get(&session)?.terminal.as_ref()?.upgrade()?
    };
    Some(wire.open())
}

/// The session has no terminal any more.
pub fn clear_terminal(session: u64) -> Option<Weak<Wire>> {
    REGISTRY.lock().sessions.get_mut(&session)?.terminal.take()
}

/// The process is about to leave its group and session. A leader takes the terminal away from its session; a group that
/// nobody can continue any more, and that has stopped members, is told so (POSIX.1-2024, exit()).
pub(super) fn leave(process: u64) {
    if let Some(terminal) = clear_terminal(process).and_then(|terminal| terminal.upgrade()) {
        terminal.lose_session(process);
    }
    for group in orphans_of(process) {
        let members = group_members(group);
        if members.iter().any(|member| member.stopped() != 0) {
            for member in &members {
                // Neither queues, so both find room.
                let _ = signal::post(member, SignalInfo::new(number::HUP, code::KERNEL, 0));
                let _ = signal::post(member, SignalInfo::new(number::CONT, code::KERNEL, 0));
            }
        }
    }
}

/// The groups, of the process's children and its own, that are orphaned once it has left.
fn orphans_of(process: u64) -> Vec<u64> {
    let registry = REGISTRY.lock();
    let Some(member) = registry.members.get(&process) else { return Vec::new() };
    let alone = registry.groups.get(&member.group).is_none_or(|group| group.members.len() == 1);
    if alone && member.children.is_empty() {
        return Vec::new();
    }
    let mut groups = BTreeSet::new();
    groups.extend(member.children.iter().filter_map(|child| Some(registry.members.get(child)?.group)));
    groups.insert(member.group);
    let becomes_orphaned =
        |group: &u64| !registry.is_orphaned(*group) && registry.is_orphaned_without(*group, process);
    groups.into_iter().filter(becomes_orphaned).collect()
}

impl Registry {
    fn is_orphaned(&self, group: u64) -> bool {
        self.is_orphaned_without(group, 0)
    }

    /// As it will be without the process, as a member and as anybody's parent; a group that nobody is left in is none.
    fn is_orphaned_without(&self, group: u64, leaving: u64) -> bool {
        let Some(group) = self.groups.get(&group) else { return false };
        let mut others = group.members.iter().filter(|id| **id != leaving).peekable();
        others.peek().is_some()
            && !others.any(|id| {
                let member = self.members.get(id);
                let parent = member.and_then(|member| member.parent).filter(|parent| *parent != leaving);
                let parent = parent.and_then(|parent| self.members.get(&parent));
                member.zip(parent).is_some_and(|(member, parent)| {
                    parent.group != member.group && parent.session == member.session
                })
            })
    }
}
