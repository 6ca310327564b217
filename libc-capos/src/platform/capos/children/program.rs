//! From a path to a program: what `execve` and `posix_spawn` share, scripts with `#!` among it.

use super::launch::{NewProgram, Start};
use super::strings::Strings;
use super::table::{ChildTable, open_program};
use crate::errno::Errno;
use crate::platform::StringArray;
use capos_rt::call::Wait;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, File};

const O_RDONLY: u32 = 0;
/// Longest first line of a script that counts.
const LINE: usize = 256;
/// Interpreters that are scripts themselves.
const MAX_DEPTH: usize = 4;
const PATH_MAX: usize = 4096;

/// A file that shall run, and how it is called.
pub struct Candidate<'a> {
    pub file: Capability<File>,
    pub path: &'a [u8],
    /// Where a path begins that does not begin with a slash.
    pub base: Handle,
}

impl<'a> Candidate<'a> {
    pub fn open(base: Handle, path: &'a [u8]) -> Result<Self, Errno> {
        if path.len() >= PATH_MAX {
            return Err(Errno::ENAMETOOLONG);
        }
        Ok(Candidate { file: open_program(base, path)?, path, base })
    }
}

/// Runs the program by `start`, or what its `#!` line says: the interpreter's path, at most one argument, the script,
/// and the arguments behind the first.
///
/// # Safety
/// Both arrays are NULL or NULL-terminated arrays of strings.
pub unsafe fn run<S: Start>(
    start: &S,
    table: &ChildTable,
    program: Candidate<'_>,
    arguments: StringArray,
    environment: StringArray,
) -> Result<S::Outcome, Errno> {
    // SAFETY: the caller's promise.
    let (mut rest, environment) = unsafe { (Strings::new(arguments), Strings::new(environment)) };
    let mut lines = [[0; LINE]; MAX_DEPTH];
    // What comes before the rest of the arguments, the first one last.
    let mut front: [&[u8]; 3 * MAX_DEPTH] = [&[]; 3 * MAX_DEPTH];
    let mut count = 0;
    let mut candidate = program;
    for line in &mut lines {
        let new = NewProgram {
            table,
            file: &candidate.file,
            name: candidate.path,
            base: candidate.base,
            arguments: front[..count].iter().rev().copied().chain(rest),
            environment,
        };
        match start.start(new) {
            Err(Errno::ENOEXEC) => {}
            outcome => return outcome,
        }
        let script = candidate.path;
        let (interpreter, argument) = interpreter(candidate.base, script, line)?;
        match count {
            0 => drop(rest.next()),
            _ => count -= 1,
        }
        for text in [Some(script), argument, Some(interpreter)].into_iter().flatten() {
            front[count] = text;
            count += 1;
        }
        candidate = Candidate::open(candidate.base, interpreter)?;
    }
    Err(Errno::ELOOP)
}

/// What the `#!` line names: the interpreter and perhaps an argument. `ENOEXEC` without one.
fn interpreter<'l>(
    base: Handle,
    path: &[u8],
    line: &'l mut [u8; LINE],
) -> Result<(&'l [u8], Option<&'l [u8]>), Errno> {
    let opened = super::super::path::namespace()?.open_at(base, path, O_RDONLY, 0)?;
    let script = Capability::<File>::from_handle(opened.handle);
    let length = script.read_at(0, line, Wait::Block)?;
    let text = line[..length].strip_prefix(b"#!").ok_or(Errno::ENOEXEC)?;
    let end = text.iter().position(|&byte| byte == b'\n').ok_or(Errno::ENOEXEC)?;
    let text = text[..end].trim_ascii();
    let split = text.iter().position(|byte| matches!(byte, b' ' | b'\t')).unwrap_or(text.len());
    let (interpreter, argument) = text.split_at(split);
    let argument = argument.trim_ascii_start();
    if interpreter.is_empty() {
        return Err(Errno::ENOEXEC);
    }
    Ok((interpreter, (!argument.is_empty()).then_some(argument)))
}
