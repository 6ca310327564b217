//! Constants that Rust and C share: `constants.rs` beside a template.

use crate::{Failure, tree};
use std::path::Path;

/// One `pub const NAME: T = VALUE;`.
pub struct Constant {
    pub name: String,
    /// The value as C text.
    pub value: String,
}

/// Reads `constants.rs` in `folder`; a header without the file has no shared constants.
pub fn read(folder: &Path) -> Result<Vec<Constant>, Failure> {
    let path = folder.join("constants.rs");
    if !path.exists() {
        return Ok(Vec::new());
    }
    Ok(parse(&tree::read(&path)?))
}

/// Takes the constants in order. Values are numbers, names and operators, which both languages write alike except
/// for octal numbers and digit separators.
pub fn parse(text: &str) -> Vec<Constant> {
    text.lines()
        .filter_map(|line| {
            let (name, rest) = line.strip_prefix("pub const ")?.split_once(':')?;
            let value = rest.split_once('=')?.1.trim().trim_end_matches(';');
            let simple = value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains(' ');
            let mut value = value.replace("0o", "0");
            if simple {
                value = value.replace('_', "");
            } else if value.contains([' ', '-']) {
                value = format!("({value})");
            }
            Some(Constant { name: name.trim().into(), value })
        })
        .collect()
}

/// Whether `name` fits a pattern, in which one `*` stands for any text.
pub fn fits(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((before, after)) => {
            name.len() >= before.len() + after.len() && name.starts_with(before) && name.ends_with(after)
        }
        None => name == pattern,
    }
}
