//! The program's file: by its path, or by its name along `PATH`; a script's interpreter.

use alloc::vec::Vec;

use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, Error, File, Namespace, Result};

use crate::message::{Message, explain};

const O_RDONLY: u32 = 0;
const X_OK: u32 = 1;
/// Longest first line of a script that counts.
const LINE: usize = 256;

/// A file to run, and the arguments that it gets, its name the first.
pub struct Program {
    pub file: Capability<File>,
    /// Where it was found.
    pub path: Vec<u8>,
    pub arguments: Vec<Vec<u8>>,
}

/// Finds what the command names, as the process that asks sees its files.
pub fn find(
    namespace: &Capability<Namespace>,
    base: Handle,
    command: &[&[u8]],
    search_path: &[u8],
) -> core::result::Result<Program, Message> {
    let name = command[0];
    let (path, file) = if name.contains(&b'/') {
        (name.to_vec(), open(namespace, base, name).map_err(|error| explain(name, error))?)
    } else {
        let mut candidates =
            search_path.split(|byte| *byte == b':').map(|directory| [directory, b"/", name].concat());
        let found = candidates.find_map(|path| Some((open(namespace, base, &path).ok()?, path)));
        let (file, path) = found.ok_or_else(|| explain(name, Error::Exception(ErrorCode::NotFound)))?;
        (path, file)
    };
    let mut arguments: Vec<Vec<u8>> = command.iter().map(|argument| argument.to_vec()).collect();
    let Some((interpreter, argument)) = interpreter(&file) else {
        return Ok(Program { file, path, arguments });
    };
    let file = open(namespace, base, &interpreter).map_err(|error| explain(&interpreter, error))?;
    let front = [Some(interpreter.clone()), argument, Some(path)];
    arguments.splice(..1, front.into_iter().flatten());
    Ok(Program { file, path: interpreter, arguments })
}

fn open(namespace: &Capability<Namespace>, base: Handle, path: &[u8]) -> Result<Capability<File>> {
    namespace.check_access(base, path, X_OK, true)?;
    let opened = namespace.open_at(base, path, O_RDONLY, 0)?;
    Ok(Capability::from_handle(opened.handle))
}

/// What the `#!` line of a script names: a program and perhaps one argument.
fn interpreter(file: &Capability<File>) -> Option<(Vec<u8>, Option<Vec<u8>>)> {
    let mut line = [0; LINE];
    let length = file.read_at(0, &mut line, Wait::Block).ok()?;
    let text = line[..length].strip_prefix(b"#!")?;
    let text = text.split(|byte| *byte == b'\n').next()?.trim_ascii();
    let mut words = text.splitn(2, u8::is_ascii_whitespace);
    let name = words.next()?.to_vec();
    let argument = words.next().map(|argument| argument.trim_ascii().to_vec());
    (!name.is_empty()).then_some((name, argument.filter(|argument| !argument.is_empty())))
}
