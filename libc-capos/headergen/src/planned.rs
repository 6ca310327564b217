//! `planned.txt`: functions that the standards put into our headers and libc.a does not have yet.
//!
//! They are declared like all others, so that a program that asks for them gets an error of the linker that names
//! the function, and not a guess of the compiler.

use crate::prototypes::extension;
use crate::symbols::{Symbol, places};
use crate::{Failure, tree};
use std::path::Path;

pub fn read(path: &Path) -> Result<Vec<Symbol>, Failure> {
    parse(&tree::read(path)?).map_err(|reason| format!("{}:{reason}", path.display()))
}

/// Reads lines `name header standard prototype`; `#` opens a comment.
pub fn parse(text: &str) -> Result<Vec<Symbol>, Failure> {
    let mut symbols = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let at = index + 1;
        let fields: Vec<&str> = line.split('#').next().unwrap_or("").split_whitespace().collect();
        let [name, header, standards, prototype @ ..] = fields.as_slice() else {
            if fields.is_empty() {
                continue;
            }
            return Err(format!("{at}: expected `name header standard prototype`"));
        };
        let headers = places(header, standards).map_err(|reason| format!("{at}: {name}: {reason}"))?;
        let prototype = prototype.join(" ");
        if !declares(&prototype, name) {
            return Err(format!("{at}: not a prototype of {name}: `{prototype}`"));
        }
        // C++ and C89 do not know the keyword.
        let prototype = extension(prototype.replace("restrict", "__restrict"));
        symbols.push(Symbol { name: name.to_string(), headers, prototype: Some(prototype) });
    }
    Ok(symbols)
}

fn declares(prototype: &str, name: &str) -> bool {
    prototype.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
        && prototype.ends_with(')')
}

/// Both lists as one; a function that is there is no longer planned.
pub fn join(mut symbols: Vec<Symbol>, planned: Vec<Symbol>) -> Result<Vec<Symbol>, Failure> {
    for plan in planned {
        if symbols.iter().any(|symbol| symbol.name == plan.name) {
            let name = &plan.name;
            return Err(format!("{name} is listed twice: what is in symbols.txt leaves planned.txt"));
        }
        symbols.push(plan);
    }
    Ok(symbols)
}
