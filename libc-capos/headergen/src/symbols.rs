//! `symbols.txt`: every public symbol with its header, standards and test.

use crate::{Failure, guard, tree};
use std::collections::HashSet;
use std::path::Path;

pub struct Symbol {
    pub name: String,
    /// Headers that declare it; empty for a symbol without a declaration.
    pub headers: Vec<String>,
    /// The standards column as written.
    pub standards: String,
}

pub fn read(path: &Path) -> Result<Vec<Symbol>, Failure> {
    parse(&tree::read(path)?).map_err(|reason| format!("{}:{reason}", path.display()))
}

/// Reads lines `name header standard test`; `#` opens a comment.
pub fn parse(text: &str) -> Result<Vec<Symbol>, Failure> {
    let mut symbols = Vec::new();
    let mut seen = HashSet::new();
    for (index, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.split('#').next().unwrap_or("").split_whitespace().collect();
        let at = index + 1;
        match fields.as_slice() {
            [] => {}
            [name, header, standards, _test] => {
                guard::any_of(standards).map_err(|reason| format!("{at}: {name}: {reason}"))?;
                if !seen.insert(name.to_string()) {
                    return Err(format!("{at}: {name} is listed twice"));
                }
                symbols.push(Symbol {
                    name: name.to_string(),
                    headers: header
                        .split(',')
                        .filter(|h| *h != "-")
                        .map(|h| h.trim_matches(['<', '>']).into())
                        .collect(),
                    standards: standards.to_string(),
                });
            }
            _ => return Err(format!("{at}: expected `name header standard test`")),
        }
    }
    Ok(symbols)
}
