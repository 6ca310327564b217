//! Handing a program over to the kernel, in this process or a new one: its grants and its launch parameters.
//!
//! A program gets what this one holds: every grant of the CapSet, the descriptors that stay open, and the working
//! directory.

use super::made;
use super::strings::{Room, Strings};
use super::table::{ChildTable, GrantNames};
use crate::errno::Errno;
use crate::platform::capos::Capos;
use crate::platform::capos::descriptors::OPEN_MAX;
use crate::platform::capos::fs;
use crate::platform::capos::identity::namespace_in_use;
use crate::platform::capos::path::{GRANT as DIRECTORY, namespace};
use crate::platform::capos::signals;
use crate::platform::{SignalChange, Signals};
use crate::types::pid_t;
use capos_rt::call::ZERO_WORD;
use capos_rt::schema::abi::Handle;
use capos_rt::schema::abi::limits::MAX_PATH;
use capos_rt::{
    Capability, Exec, File, Grant, Launch, Namespace, ProcessSpawner, Program, Quota, SelfProcess,
    SpawnAttributes, startup,
};
use core::convert::Infallible;
use core::mem::MaybeUninit;

/// Grants of one program at most.
const GRANTS: usize = OPEN_MAX + 64;

/// Words of launch parameters that need no pages of their own.
const USUAL_WORDS: usize = 256;

/// What is the same for a script's interpreter and for a program.
pub struct NewProgram<'a, A> {
    pub table: &'a ChildTable,
    pub file: &'a Capability<File>,
    /// The path that led to it, and where that begins if it does not begin with a slash.
    pub name: &'a [u8],
    pub base: Handle,
    pub arguments: A,
    pub environment: Strings<'a>,
}

/// A way to run a program.
pub trait Start {
    type Outcome;

    fn start<'a>(
        &self,
        program: NewProgram<'a, impl Iterator<Item = &'a [u8]> + Clone>,
    ) -> Result<Self::Outcome, Errno>;
}

/// The signals that are blocked and ignored when the program begins.
#[derive(Clone, Copy)]
pub struct StartSignals {
    pub blocked: u64,
    pub ignored: u64,
}

impl StartSignals {
    /// Those of the calling thread: handlers become the default action.
    pub fn own() -> Self {
        let blocked = Capos::sigprocmask(None::<(SignalChange, _)>).map_or(0, |set| set.__bits[0]);
        StartSignals { blocked, ignored: signals::ignored() }
    }
}

/// In place of the calling program.
pub struct Replace(pub StartSignals);

impl Start for Replace {
    type Outcome = Infallible;

    fn start<'a>(
        &self,
        program: NewProgram<'a, impl Iterator<Item = &'a [u8]> + Clone>,
    ) -> Result<Infallible, Errno> {
        let myself = startup::granted_any::<SelfProcess>().ok_or(Errno::ENOSYS)?;
        let (file, name) = (program.file, text(program.name));
        with_grants(program, |grants, launch| {
            let (blocked_signals, ignored_signals) = (self.0.blocked, self.0.ignored);
            Ok(myself.exec(Exec { file, name, grants, blocked_signals, ignored_signals, launch })?)
        })?;
        // The kernel does not come back from an exec without an error.
        Err(Errno::EIO)
    }
}

/// As a child.
pub struct Child {
    pub signals: StartSignals,
    pub group: Option<u64>,
    pub new_session: bool,
    /// A terminal whose foreground its group becomes.
    pub foreground: Option<Handle>,
}

impl Start for Child {
    type Outcome = pid_t;

    fn start<'a>(
        &self,
        program: NewProgram<'a, impl Iterator<Item = &'a [u8]> + Clone>,
    ) -> Result<pid_t, Errno> {
        let spawner = startup::granted_any::<ProcessSpawner>().ok_or(Errno::ENOSYS)?;
        let file = Program::File(program.file, text(program.name));
        let terminal = self.foreground.map(Capability::borrowed);
        let attributes = SpawnAttributes {
            as_child: true,
            group: self.group,
            new_session: self.new_session,
            blocked_signals: self.signals.blocked,
            ignored_signals: self.signals.ignored,
            foreground: terminal.as_deref(),
        };
        with_grants(program, |grants, launch| {
            let spawned = made(spawner.spawn_with(file, grants, Quota::default(), attributes, launch))?;
            Ok(spawned.id as pid_t)
        })
    }
}

/// A path for people: what is no text has no name.
fn text(path: &[u8]) -> &str {
    core::str::from_utf8(path).unwrap_or("program")
}

/// An absolute path of a program that was found by a relative one; nothing if it is too long, or its directory has no
/// path any more.
fn absolute_path<'a>(base: Handle, name: &[u8], room: &'a mut [u8; MAX_PATH]) -> &'a [u8] {
    let start = namespace().ok().and_then(|namespace| namespace.path(base, room).ok());
    let Some(start) = start else { return &[] };
    let slash = usize::from(room[..start] != *b"/");
    let length = start + slash + name.len();
    let Some(rest) = room.get_mut(start..length) else { return &[] };
    rest[..slash].fill(b'/');
    rest[slash..].copy_from_slice(name);
    &room[..length]
}

#[allow(clippy::map_identity, reason = "the mapped texts may live as long as the names, not longer")]
fn with_grants<'a, T>(
    program: NewProgram<'a, impl Iterator<Item = &'a [u8]> + Clone>,
    hand_over: impl FnOnce(&[Grant<'_>], &[u8]) -> Result<T, Errno>,
) -> Result<T, Errno> {
    let mut names = GrantNames::new();
    program.table.fill(&mut names);
    // Only what is used of the room is written: a program mostly has a dozen grants.
    let mut grants = [const { MaybeUninit::<Grant<'_>>::uninit() }; GRANTS];
    let mut count = 0;
    let mut give = |grant| {
        grants.get_mut(count).ok_or(Errno::E2BIG)?.write(grant);
        count += 1;
        Ok(())
    };
    // What a process that became another user uses is what its programs get.
    let namespaces = namespace_in_use().zip(startup::granted_any::<Namespace>());
    let in_place_of = |handle: u32| match &namespaces {
        Some((in_use, granted)) if granted.handle().bits() == handle => in_use.handle(),
        _ => Handle::from_bits(handle),
    };
    for entry in startup::capset() {
        // Those are given anew.
        if !entry.is_called(DIRECTORY.as_bytes()) && !entry.name.starts_with(b"fd.") {
            // SAFETY: the kernel wrote the entry, in memory that is only read; a name of a CapSet is UTF-8.
            let name = unsafe { core::str::from_utf8_unchecked(entry.name()) };
            give(Grant { name, capability: in_place_of(entry.handle) })?;
        }
    }
    let directory = program.table.directory();
    if directory != Handle::NONE {
        give(Grant { name: DIRECTORY, capability: directory })?;
    }
    program.table.for_each_grant(&names, give)?;
    // An absolute path needs no room.
    let mut room;
    let path = if program.name.starts_with(b"/") {
        program.name
    } else {
        room = [0; MAX_PATH];
        absolute_path(program.base, program.name, &mut room)
    };
    let launch = Launch {
        // Those live longer than the names of the grants.
        arguments: program.arguments.map(|text| text),
        environment: program.environment.map(|text| text),
        working_directory: b"/",
        program: path,
        descriptors: program.table.kept_numbers().map(|(number, index)| (number, names.of(index))),
        creation_mask: fs::mask() as u16,
    };
    let needed = launch.words();
    let (mut usual, mut pages);
    let room = if needed <= USUAL_WORDS {
        usual = [ZERO_WORD; USUAL_WORDS];
        &mut usual[..]
    } else {
        pages = Room::new(needed * 8)?;
        pages.words()
    };
    let launch = launch.encode(room).ok_or(Errno::E2BIG)?;
    // SAFETY: `give` wrote each of the first `count`.
    let grants = unsafe { grants[..count].assume_init_ref() };
    match hand_over(grants, launch) {
        // Without the authority, the interface is not even there.
        Err(Errno::EINVAL) if launch.len() > capos_rt::schema::abi::limits::MAX_LAUNCH => Err(Errno::E2BIG),
        outcome => outcome,
    }
}
