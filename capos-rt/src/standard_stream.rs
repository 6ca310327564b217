//! `StandardStream`: a POSIX descriptor that the program was started with, to be written to.

use core::fmt::Write;

use capos_schema::Interface;
use capos_schema::abi::Handle;

use crate::call::Wait;
use crate::capability::Capability;
use crate::error::{Error, ErrorCode, Result};
use crate::startup;

/// The descriptor of that number in the LaunchParameters.
#[derive(Clone, Copy, Debug)]
pub struct StandardStream(pub u32);

impl StandardStream {
    pub const OUTPUT: Self = StandardStream(1);
    pub const ERROR: Self = StandardStream(2);

    /// Writes everything; `notFound` if the program has no such descriptor, or it can not be written to.
    pub fn write_all(self, bytes: &[u8]) -> Result<()> {
        let entry = startup::with_launch(|launch| {
            for descriptor in launch.get_descriptors()? {
                if descriptor.get_number() == self.0 {
                    let name = descriptor.get_capability()?.to_str().unwrap_or_default();
                    return Ok(startup::lookup(name));
                }
            }
            Ok(None)
        })?;
        let entry = entry.ok_or(Error::Exception(ErrorCode::NotFound))?;
        let handle = Handle::from_bits(entry.handle);
        let mut rest = bytes;
        while !rest.is_empty() {
            let written = match Interface::try_from(entry.interface) {
                Ok(Interface::Console) => Capability::<crate::Console>::borrowed(handle).write(rest)?,
                Ok(Interface::TerminalSession) => {
                    Capability::<crate::TerminalSession>::borrowed(handle).write(rest, Wait::Block)?
                }
                Ok(Interface::File) => {
                    Capability::<crate::File>::borrowed(handle).write(rest, Wait::Block)?
                }
                Ok(Interface::Pipe) => {
                    Capability::<crate::Pipe>::borrowed(handle).write(rest, Wait::Block)?
                }
                _ => return Err(Error::Exception(ErrorCode::NotFound)),
            };
            rest = &rest[written..];
        }
        Ok(())
    }
}

impl Write for StandardStream {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.write_all(text.as_bytes()).map_err(|_| core::fmt::Error)
    }
}
