//! What words refer to: the environment, and the file system through `glob`'s engine.

use crate::header::glob::{Files, home};
use crate::header::stdlib::set_variable;
use crate::platform::{Fs, Process, Sys};
use crate::process;
use crate::start;
use alloc::ffi::CString;
use alloc::format;
use alloc::vec::Vec;
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::glob::{self, Found};
use capos_libc_engine::wordexp::{Failure, Shell};

pub struct Environment {
    pub charset: Charset,
    /// Commands may be run.
    pub allows_commands: bool,
    /// Messages of `${NAME?message}` and of commands are shown.
    pub show_errors: bool,
}

impl Shell for Environment {
    fn variable(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        let name = CString::new(name).ok()?;
        start::variable(&name).map(|value| value.to_bytes().to_vec())
    }

    fn special(&mut self, parameter: u8) -> Option<Vec<u8>> {
        match parameter {
            b'$' => Some(format!("{}", Sys::getpid()).into_bytes()),
            b'?' => Some(b"0".to_vec()),
            b'0' => Some(start::program_name().to_bytes().to_vec()),
            b'-' => Some(Vec::new()),
            _ => None,
        }
    }

    fn assign(&mut self, name: &[u8], value: &[u8]) -> Result<(), Failure> {
        let value = CString::new(value).map_err(|_| Failure::Syntax)?;
        set_variable(name, &value).map_err(|_| Failure::NoSpace)
    }

    fn home(&mut self, user: &[u8]) -> Option<Vec<u8>> {
        home(user)
    }

    fn command(&mut self, command: &[u8]) -> Result<Vec<u8>, Failure> {
        if !self.allows_commands {
            return Err(Failure::Command);
        }
        let command = CString::new(command).map_err(|_| Failure::Syntax)?;
        process::output_of(&command, self.show_errors).map_err(|_| Failure::NoSpace)
    }

    fn paths(&mut self, pattern: &[u8]) -> Result<Vec<Vec<u8>>, Failure> {
        let mut found = Found::default();
        match glob::glob(pattern, glob::Flags::none(self.charset), &mut Files::system(), &mut found) {
            Err(glob::Failure::NoSpace) => Err(Failure::NoSpace),
            _ => Ok(found.paths),
        }
    }

    fn complain(&mut self, name: &[u8], message: &[u8]) {
        if self.show_errors {
            let message = if message.is_empty() { b"parameter not set" } else { message };
            let _ = Sys::write(2, &[name, b": ", message, b"\n"].concat());
        }
    }
}
