//! Words as of a shell: quotes, parameters, arithmetic.
#![no_main]

use capos_fuzz::{Input, fuzz_target};
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::wordexp::{Failure, Flags, Shell, expand};

fuzz_target!(run);

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let flags =
        Flags { undefined_is_error: input.bool(), charset: input.pick(&[Charset::Bytes, Charset::Utf8]) };
    let (value, words) = (input.text().to_vec(), input.rest());
    let _ = expand(words, flags, &mut Given { value });
}

/// One variable is set, another is set and empty.
struct Given {
    value: Vec<u8>,
}

impl Shell for Given {
    fn variable(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        match name {
            b"A" => Some(self.value.clone()),
            b"IFS" => Some(b" :".to_vec()),
            b"E" => Some(Vec::new()),
            _ => None,
        }
    }

    fn special(&mut self, parameter: u8) -> Option<Vec<u8>> {
        Some(vec![parameter])
    }

    fn assign(&mut self, name: &[u8], value: &[u8]) -> Result<(), Failure> {
        if name == b"A" {
            self.value = value.to_vec();
        }
        Ok(())
    }

    fn home(&mut self, user: &[u8]) -> Option<Vec<u8>> {
        Some([b"/home/", user].concat())
    }

    fn command(&mut self, command: &[u8]) -> Result<Vec<u8>, Failure> {
        if command.is_empty() { Err(Failure::Command) } else { Ok([command, b" \n"].concat()) }
    }

    fn paths(&mut self, pattern: &[u8]) -> Result<Vec<Vec<u8>>, Failure> {
        Ok(if pattern.len().is_multiple_of(2) { vec![pattern.to_vec(); 2] } else { Vec::new() })
    }

    fn complain(&mut self, _: &[u8], _: &[u8]) {}
}
