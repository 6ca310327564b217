//! Types what comes on standard input, where that is no terminal: `echo 'ls -l' | make run`.

use std::io::{self, Write};
use std::process::ChildStdin;
use std::thread;
use std::time::Duration;

/// The character that ends input at a terminal.
const END_OF_FILE: u8 = 4;

/// A program that was not ready for it may have lost it, and each shell of several wants its own.
const PAUSE: Duration = Duration::from_secs(1);

/// Copies standard input to the machine's serial line; from its end on, the machine reads the end of input.
pub fn type_standard_input(machine: Option<ChildStdin>) {
    let Some(mut machine) = machine else { return };
    // Ends with the program, or before, when the machine is gone and writing to it fails.
    thread::spawn(move || {
        let copied = io::copy(&mut io::stdin(), &mut machine);
        while copied.is_ok() && machine.write_all(&[END_OF_FILE]).is_ok() && machine.flush().is_ok() {
            thread::sleep(PAUSE);
        }
    });
}
