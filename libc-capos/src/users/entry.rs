//! Records of C programs.

use super::{Database, GROUPS, Place, USERS};
use crate::errno::Errno;
use crate::types::{c_char, gid_t, group, passwd, spwd, uid_t};
use alloc::boxed::Box;
use alloc::vec::Vec;
use capos_libc_engine::accounts::{Group, Passwd, Shadow};

/// A record that is made of a line.
pub trait Record: Sized {
    /// `None` if the line is no record; otherwise the record with its strings in `place`.
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>>;
}

impl Record for passwd {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        Some(fill_user(Passwd::parse(line)?, place))
    }
}

fn fill_user(found: Passwd<'_>, place: &mut Place<'_>) -> Result<passwd, Errno> {
    Ok(passwd {
        pw_name: place.string(found.name)?,
        pw_passwd: place.string(found.password)?,
        pw_uid: found.user,
        pw_gid: found.group,
        pw_gecos: place.string(found.comment)?,
        pw_dir: place.string(found.home)?,
        pw_shell: place.string(found.shell)?,
    })
}

impl Record for group {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        Some(fill_group(Group::parse(line)?, place))
    }
}

fn fill_group(found: Group<'_>, place: &mut Place<'_>) -> Result<group, Errno> {
    let members: Vec<&[u8]> = found.members().collect();
    Ok(group {
        // The array first: then no gap has to be left for its alignment, as a rule.
        gr_mem: place.strings(members.iter().copied())?,
        gr_name: place.string(found.name)?,
        gr_passwd: place.string(found.password)?,
        gr_gid: found.group,
    })
}

impl Record for spwd {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        Some(fill_shadow(Shadow::parse(line)?, place))
    }
}

fn fill_shadow(found: Shadow<'_>, place: &mut Place<'_>) -> Result<spwd, Errno> {
    let [sp_lstchg, sp_min, sp_max, sp_warn, sp_inact, sp_expire] = found.days;
    let sp_namp = place.string(found.name)?;
    let sp_pwdp: *mut c_char = place.string(found.password)?;
    Ok(spwd { sp_namp, sp_pwdp, sp_lstchg, sp_min, sp_max, sp_warn, sp_inact, sp_expire, sp_flag: found.flag })
}

/// The first record of the database of which `wanted` holds, made in `place`.
pub fn find<R: Record>(
    database: &Database,
    wanted: impl Fn(&[u8]) -> bool,
    place: &mut Place<'_>,
) -> Result<Option<R>, Errno> {
    let text = database.read()?;
    let line = text.split(|byte| *byte == b'\n').find(|line| wanted(line));
    line.and_then(|line| R::make(line, place)).transpose()
}

/// What `pick` takes from the first user of which `wanted` holds.
fn of_user(wanted: impl Fn(&Passwd<'_>) -> bool, pick: impl Fn(&Passwd<'_>) -> Box<[u8]>) -> Option<Box<[u8]>> {
    let text = USERS.read().ok()?;
    text.split(|byte| *byte == b'\n').filter_map(Passwd::parse).find(wanted).map(|user| pick(&user))
}

/// The name of a user.
pub fn name_of(user: uid_t) -> Option<Box<[u8]>> {
    of_user(|found| found.user == user, |found| found.name.into())
}

/// The home directory of a user.
pub fn home_of(name: &[u8]) -> Option<Box<[u8]>> {
    of_user(|found| found.name == name, |found| found.home.into())
}

/// The groups of a user: `own`, and those that have the user as a member.
pub fn groups_of(user: &[u8], own: gid_t) -> Result<Vec<gid_t>, Errno> {
    let text = GROUPS.read()?;
    let member = text
        .split(|byte| *byte == b'\n')
        .filter_map(Group::parse)
        .filter(|group| group.group != own && group.members().any(|name| name == user));
    let mut groups: Vec<gid_t> = [own].into();
    for group in member {
        if !groups.contains(&group.group) {
            groups.push(group.group);
        }
    }
    Ok(groups)
}
