//! The terminal that this program runs at: its size, and its state before QEMU made it raw.

use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

/// Attributes off, the cursor shown, arrow keys and screen as usual, in place of those that full-screen programs use: a machine that
/// is left in the midst of `vi` does not put that right.
const USUAL: &str = "\x1b[0m\x1b[?25h\x1b[?1l\x1b[?47l";

/// Restores the terminal when it is dropped, however QEMU ended.
pub struct HostTerminal {
    /// As `stty -g` writes it.
    state: String,
}

impl HostTerminal {
    /// `None` where standard input is none.
    pub fn current() -> Option<Self> {
        if !io::stdin().is_terminal() {
            return None;
        }
        Some(HostTerminal { state: stty(&["-g"])? })
    }

    /// Rows and columns, if it knows them.
    pub fn size(&self) -> Option<(u16, u16)> {
        let answer = stty(&["size"])?;
        let (rows, columns) = answer.split_once(' ')?;
        Some((rows.parse().ok()?, columns.parse().ok()?)).filter(|&(rows, columns)| rows > 0 && columns > 0)
    }
}

impl Drop for HostTerminal {
    fn drop(&mut self) {
        let _ = stty(&[&self.state]);
        if io::stdout().is_terminal() {
            let _ = io::stdout().write_all(USUAL.as_bytes()).and_then(|()| io::stdout().flush());
        }
    }
}

fn stty(arguments: &[&str]) -> Option<String> {
    let output = Command::new("stty").args(arguments).stdin(Stdio::inherit()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
