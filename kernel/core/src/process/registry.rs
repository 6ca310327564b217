//! The registry: which processes there are as others may know them — parents and children, groups, sessions.
//!
//! One lock over all of it: a change concerns several processes at once, and is short. Nothing is sent under it;
//! whoever changes something is told whom to signal afterwards.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;

use capos_hal::sync::SpinLock;
use capos_schema::capos_capnp::ErrorCode;

use super::{ExitStatus, Process};
use crate::lock_order::RegistryLevel;
use crate::terminal::Wire;

pub(super) static REGISTRY: SpinLock<RegistryLevel, Registry> = SpinLock::new(Registry::new());

/// Stands for a parent that does not live: POSIX gives orphans to a process of the system.
const NO_PARENT: u64 = 1;

pub(super) struct Registry {
    pub(super) members: BTreeMap<u64, Member>,
    pub(super) groups: BTreeMap<u64, Group>,
    pub(super) sessions: BTreeMap<u64, Session>,
}

/// One process.
pub(super) struct Member {
    pub process: Arc<Process>,
    /// `None` for one whose parent has ended or never wanted to know.
    pub parent: Option<u64>,
    pub children: BTreeSet<u64>,
    /// Children with a change that nobody has asked for.
    pub changed: BTreeSet<u64>,
    pub group: u64,
    pub session: u64,
    /// It runs another program than the one it began with (`setpgid` by its parent is too late).
    pub has_executed: bool,
    pub change: Option<Change>,
}

pub(super) struct Group {
    pub session: u64,
    pub members: BTreeSet<u64>,
}

pub(super) struct Session {
    pub members: usize,
    pub terminal: Option<Weak<Wire>>,
}

/// What a parent can be told about a child.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    Ended(ExitStatus),
    Stopped(u8),
    Continued,
}

/// Where a new process stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Placement {
    /// Whose child it is, and whose group and session it is in unless the rest says otherwise.
    pub creator: Option<u64>,
    pub is_child: bool,
    pub new_session: bool,
    /// A group to join, or 0 to begin one.
    pub group: Option<u64>,
}

/// Number, parent, group and session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ids {
    pub process: u64,
    pub parent: u64,
    pub group: u64,
    pub session: u64,
}

/// Forgets the processes of a machine that is gone.
#[cfg(test)]
pub fn reset() {
    core::mem::forget(core::mem::replace(&mut *REGISTRY.lock(), Registry::new()));
}

/// Notes a process that is about to run. `notPermitted` if it may not be in that group.
pub fn add(process: &Arc<Process>, placement: Placement) -> Result<(), ErrorCode> {
    let mut registry = REGISTRY.lock();
    let id = process.id();
    let creator = placement.creator.and_then(|creator| registry.members.get(&creator));
    let (mut group, mut session) = creator.map_or((id, id), |creator| (creator.group, creator.session));
    if placement.new_session {
        (group, session) = (id, id);
    } else if let Some(wanted) = placement.group {
        group = if wanted == 0 { id } else { wanted };
        let joins = registry.groups.get(&group).map(|group| group.session);
        if group != id && joins != Some(session) {
            return Err(ErrorCode::NotPermitted);
        }
    }
    let parent = placement.creator.filter(|_| placement.is_child);
    if let Some(parent) = parent.and_then(|parent| registry.members.get_mut(&parent)) {
        parent.children.insert(id);
    }
    let member = Member {
        process: Arc::clone(process),
        parent,
        children: BTreeSet::new(),
        changed: BTreeSet::new(),
        group,
        session,
        has_executed: false,
        change: None,
    };
    registry.members.insert(id, member);
    registry.enter_session(session);
    registry.enter_group(id, group, session);
    Ok(())
}

/// Takes back a process that was added and then could not be started.
pub fn remove(id: u64) {
    let removed = REGISTRY.lock().remove(id);
    drop(removed);
}

/// The process of that number, ended or not.
pub fn find(id: u64) -> Option<Arc<Process>> {
    REGISTRY.lock().members.get(&id).map(|member| Arc::clone(&member.process))
}

pub fn ids(id: u64) -> Option<Ids> {
    REGISTRY.lock().members.get(&id).map(|member| member.ids(id))
}

/// The process with the lowest number above that, where it stands, and whether it has ended.
pub fn next(after: u64) -> Option<(Arc<Process>, Ids, bool)> {
    let registry = REGISTRY.lock();
    let (&id, member) = registry.members.range(after.checked_add(1)?..).next()?;
    Some((Arc::clone(&member.process), member.ids(id), member.has_ended()))
}

/// Whether one may signal and ask about the other: itself, those that come from it, and those of its session.
pub fn reaches(one: u64, other: u64) -> bool {
    REGISTRY.lock().reaches(one, other)
}

/// The living processes of a group, or of all that `of` reaches but itself.
pub fn reached_by(of: u64, group: Option<u64>) -> Result<Vec<Arc<Process>>, ErrorCode> {
    let registry = REGISTRY.lock();
    let mut found = Vec::new();
    let mut take = |member: &Member| {
        found.try_reserve(1).map_err(|_| ErrorCode::NoMemory)?;
        found.push(Arc::clone(&member.process));
        Ok::<(), ErrorCode>(())
    };
    match group {
        Some(group) => {
            let members = registry.groups.get(&group).map(|group| group.members.iter());
            for id in members.into_iter().flatten() {
                if let Some(member) = registry.members.get(id).filter(|_| registry.reaches(of, *id)) {
                    take(member)?;
                }
            }
        }
        None => {
            for (id, member) in &registry.members {
                if *id != of && !member.has_ended() && registry.reaches(of, *id) {
                    take(member)?;
                }
            }
        }
    }
    Ok(found)
}

/// What there is of processes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    pub processes: u32,
    pub threads: u32,
    /// In all their tables.
    pub capabilities: u32,
}

pub fn count() -> Counts {
    let registry = REGISTRY.lock();
    registry.members.values().fold(Counts::default(), |counts, member| Counts {
        processes: counts.processes + 1,
        threads: counts.threads + member.process.threads() as u32,
        capabilities: counts.capabilities + member.process.capabilities().lock().len() as u32,
    })
}

/// Whether there is such a group at all.
pub fn has_group(group: u64) -> bool {
    REGISTRY.lock().groups.contains_key(&group)
}

/// Everybody of a group, whoever asks: for the terminal.
pub fn group_members(group: u64) -> Vec<Arc<Process>> {
    let registry = REGISTRY.lock();
    let Some(group) = registry.groups.get(&group) else { return Vec::new() };
    let mut members = Vec::new();
    if members.try_reserve(group.members.len()).is_ok() {
        let processes = group.members.iter().filter_map(|id| registry.members.get(id));
        members.extend(processes.map(|member| Arc::clone(&member.process)));
    }
    members
}

/// The process runs another program now.
pub fn note_exec(id: u64) {
    if let Some(member) = REGISTRY.lock().members.get_mut(&id) {
        member.has_executed = true;
    }
}

impl Registry {
    const fn new() -> Self {
        Registry { members: BTreeMap::new(), groups: BTreeMap::new(), sessions: BTreeMap::new() }
    }

    fn reaches(&self, one: u64, other: u64) -> bool {
        let session = |id| self.members.get(&id).map(|member: &Member| member.session);
        if one == other || (session(one).is_some() && session(one) == session(other)) {
            return true;
        }
        let mut above = self.members.get(&other).and_then(|member| member.parent);
        while let Some(id) = above {
            if id == one {
                return true;
            }
            above = self.members.get(&id).and_then(|member| member.parent);
        }
        false
    }

    pub(super) fn enter_session(&mut self, session: u64) {
        self.sessions.entry(session).or_insert(Session { members: 0, terminal: None }).members += 1;
    }

    pub(super) fn leave_session(&mut self, session: u64) {
        if let Some(left) = self.sessions.get_mut(&session) {
            left.members -= 1;
            if left.members == 0 {
                self.sessions.remove(&session);
            }
        }
    }

    pub(super) fn enter_group(&mut self, id: u64, group: u64, session: u64) {
        let entered = self.groups.entry(group).or_insert(Group { session, members: BTreeSet::new() });
        entered.members.insert(id);
    }

    pub(super) fn leave_group(&mut self, id: u64, group: u64) {
        if let Some(left) = self.groups.get_mut(&group) {
            left.members.remove(&id);
            if left.members.is_empty() {
                self.groups.remove(&group);
            }
        }
    }

    /// The process is gone for everybody. What is given back is dropped without the lock.
    pub(super) fn remove(&mut self, id: u64) -> Option<Member> {
        let member = self.members.remove(&id)?;
        self.leave_group(id, member.group);
        self.leave_session(member.session);
        if let Some(parent) = member.parent.and_then(|parent| self.members.get_mut(&parent)) {
            parent.children.remove(&id);
            parent.changed.remove(&id);
        }
        Some(member)
    }
}

impl Member {
    fn ids(&self, id: u64) -> Ids {
        Ids {
            process: id,
            parent: self.parent.unwrap_or(NO_PARENT),
            group: self.group,
            session: self.session,
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(self.change, Some(Change::Ended(_)))
    }
}
