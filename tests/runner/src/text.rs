//! Output as text: serial lines, kernel log lines, tails, first differences.

use std::borrow::Cow;

/// Bytes of a serial line or a program as lines that end in `\n`. Only CR LF and doubled CRs before LF are
/// changed: the terminal's ONLCR made them.
pub fn from_output(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => {
                lines.push_str(line.trim_end_matches('\r'));
                lines.push('\n');
            }
            None => lines.push_str(line),
        }
    }
    lines
}

/// Whether the kernel's log printed the line: `[    0.012345] …`.
pub fn is_kernel_log(line: &str) -> bool {
    let Some((time, _)) = line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) else {
        return false;
    };
    let Some((seconds, fraction)) = time.trim_start().split_once('.') else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(seconds) && fraction.len() == 6 && is_number(fraction)
}

/// The text without the kernel's log.
pub fn without_kernel_log(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !is_kernel_log(line)).collect()
}

/// The last `count` lines, for a report.
pub fn tail(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.len().saturating_sub(count);
    let cut = if first > 0 { Cow::from(format!("({first} lines before)\n")) } else { Cow::from("") };
    format!("{cut}{}", lines[first..].join("\n"))
}

/// Where two texts first differ; `None` if they are equal.
pub fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let mut expected = expected.split_inclusive('\n');
    let mut found = found.split_inclusive('\n');
    let mut number = 1;
    loop {
        match (expected.next(), found.next()) {
            (Some(wanted), Some(line)) if wanted == line => number += 1,
            (wanted, line) => {
                let show = |line: Option<&str>| line.map_or("the end".to_owned(), |line| format!("{line:?}"));
                return Some(format!("line {number}: expected {}, found {}", show(wanted), show(line)));
            }
        }
    }
}
