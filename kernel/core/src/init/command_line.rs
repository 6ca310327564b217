//! What the kernel's command line says of the machine's surroundings. Words that nobody knows are not looked at.

use crate::terminal::attributes::WindowSize;

/// `terminal=ROWSxCOLUMNS`: how large the terminal at the serial line is, which the line itself does not tell.
pub(super) fn window_size(command_line: &str) -> Option<WindowSize> {
    let value = command_line.split_ascii_whitespace().find_map(|word| word.strip_prefix("terminal="))?;
    let (rows, columns) = value.split_once('x')?;
    let (rows, columns) = (rows.parse().ok()?, columns.parse().ok()?);
    (rows > 0 && columns > 0).then(|| WindowSize { rows, columns, ..WindowSize::default() })
}
