//! What the in-guest supervisor (`tests/supervisor`) prints: TAP with each program's output before its result.
//!
//! ```text
//! 1..2
//! # Subtest: stdio/printf
//! … what the program prints …
//! ok 1 - stdio/printf # exited 0
//! # Subtest: string/memcpy
//! not ok 2 - string/memcpy # timed out after 20 s
//! ```
//!
//! A program prints TAP of its own, so a result line counts only with the number and the name that are due.

/// One program's part of the serial line.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    pub name: String,
    pub output: String,
    /// What follows `#` in the result line, such as `exited 0`; `None` if there is no result line.
    pub end: Option<String>,
}

/// The sections of a serial log. A missing result leaves the last section without an end.
pub fn sections(serial: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in serial.split_inclusive('\n') {
        let number = sections.len();
        let current = sections.last_mut().filter(|section| section.end.is_none());
        match current {
            None => {
                if let Some(name) = line.trim_end().strip_prefix("# Subtest: ") {
                    sections.push(Section { name: name.to_owned(), output: String::new(), end: None });
                }
            }
            Some(section) => match result(line.trim_end(), number, &section.name) {
                Some((before, end)) => {
                    section.output.push_str(before);
                    section.end = Some(end.to_owned());
                }
                None => section.output.push_str(line),
            },
        }
    }
    sections
}

/// The comment of the result line that is due, and what the program left unterminated before it.
fn result<'a>(line: &'a str, number: usize, name: &str) -> Option<(&'a str, &'a str)> {
    let due = format!("ok {number} - {name} # ");
    let at = line.find(&due)?;
    let before = &line[..at];
    Some((before.strip_suffix("not ").unwrap_or(before), &line[at + due.len()..]))
}
