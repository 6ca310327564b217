//! `ExitStatus`: how a process ended.

use core::fmt;

use capos_schema::capos_capnp::exit_status;

use crate::signal::number;

/// One fact, set once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExitStatus {
    Exited(i32),
    Killed,
    /// By the default action of the signal.
    Signaled(u8),
    Faulted {
        signal: u8,
        vector: u8,
        error_code: u32,
        address: u64,
        instruction: u64,
    },
}

impl ExitStatus {
    /// The 8-bit status a shell would show: 128 and the number if a signal ended it.
    pub fn shell_status(self) -> i32 {
        match self {
            ExitStatus::Exited(status) => status & 0xff,
            ended => 128 + i32::from(ended.signal()),
        }
    }

    /// The signal that ended it; 0 if none did.
    pub fn signal(self) -> u8 {
        match self {
            ExitStatus::Exited(_) => 0,
            ExitStatus::Killed => number::KILL,
            ExitStatus::Signaled(signal) => signal,
            ExitStatus::Faulted { signal, .. } => signal,
        }
    }

    pub fn encode(self, mut to: exit_status::Builder<'_>) {
        match self {
            ExitStatus::Exited(status) => to.set_exited(status),
            ExitStatus::Killed => to.set_killed(()),
            ExitStatus::Signaled(signal) => to.set_signaled(signal),
            ExitStatus::Faulted { signal, vector, error_code, address, instruction } => {
                let mut fault = to.init_faulted();
                fault.set_signal(signal);
                fault.set_vector(vector);
                fault.set_error_code(error_code);
                fault.set_address(address);
                fault.set_instruction(instruction);
            }
        }
    }
}

impl fmt::Display for ExitStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            ExitStatus::Exited(status) => write!(formatter, "exited with {status}"),
            ExitStatus::Killed => formatter.write_str("was killed"),
            ExitStatus::Signaled(signal) => write!(formatter, "was ended by signal {signal}"),
            ExitStatus::Faulted { vector, error_code, address, instruction, .. } => {
                match name(vector) {
                    Some(name) => write!(formatter, "faulted: {name}")?,
                    None => write!(formatter, "faulted: exception {vector}")?,
                }
                write!(
                    formatter,
                    " at {address:#x}, instruction {instruction:#x}, error code {error_code:#x}"
                )
            }
        }
    }
}

/// The mnemonics of the processor's manual.
fn name(vector: u8) -> Option<&'static str> {
    Some(match vector {
        0 => "#DE",
        1 => "#DB",
        3 => "#BP",
        4 => "#OF",
        5 => "#BR",
        6 => "#UD",
        7 => "#NM",
        11 => "#NP",
        12 => "#SS",
        13 => "#GP",
        14 => "#PF",
        16 => "#MF",
        17 => "#AC",
        19 => "#XM",
        21 => "#CP",
        _ => return None,
    })
}
