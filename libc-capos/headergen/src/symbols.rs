//! `symbols.txt`: every public symbol with its header, standards and test.

use crate::{Failure, guard, tree};
use std::collections::HashSet;
use std::path::Path;

pub struct Symbol {
    pub name: String,
    /// Headers that declare it; empty for a symbol without a declaration.
    pub headers: Vec<Place>,
    /// The declaration of a function that is only planned; all others have theirs from Rust.
    pub prototype: Option<String>,
}

/// A header that declares a symbol, and when.
pub struct Place {
    pub header: String,
    /// Standards joined by commas.
    pub standards: String,
}

/// The columns of headers and standards: headers joined by commas, `-` for none; one that declares the symbol for
/// other standards than the column says names them itself, `wchar.h:XSI+GNU`.
pub fn places(headers: &str, standards: &str) -> Result<Vec<Place>, Failure> {
    guard::any_of(standards)?;
    let place = |text: &str| {
        let (header, standards) = match text.split_once(':') {
            Some((header, own)) => (header, own.replace('+', ",")),
            None => (text, standards.into()),
        };
        guard::any_of(&standards).map(|_| Place { header: header.into(), standards })
    };
    headers.split(',').filter(|header| *header != "-").map(place).collect()
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
                let headers =
                    places(header, standards).map_err(|reason| format!("{at}: {name}: {reason}"))?;
                if !seen.insert(name.to_string()) {
                    return Err(format!("{at}: {name} is listed twice"));
                }
                symbols.push(Symbol { name: name.to_string(), headers, prototype: None });
            }
            _ => return Err(format!("{at}: expected `name header standard test`")),
        }
    }
    Ok(symbols)
}
