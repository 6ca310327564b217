//! `qualifiers.txt`: what C prototypes say and Rust's do not: `restrict`, and the formats that compilers check.

use crate::{Failure, tree};
use std::collections::HashMap;
use std::path::Path;

/// Qualifiers by function name.
pub type Table = HashMap<String, Qualifiers>;

#[derive(Default, Debug, PartialEq, Eq)]
pub struct Qualifiers {
    /// Numbers, from 1, of the parameters that are `restrict`.
    pub restrict: Vec<usize>,
    /// The arguments of the attribute `format`: its kind, the format's number, that of the first argument.
    pub format: Option<String>,
}

pub fn read(path: &Path) -> Result<Table, Failure> {
    parse(&tree::read(path)?).map_err(|reason| format!("{}:{reason}", path.display()))
}

/// Reads lines `name [restrict=N,…] [format=KIND,N,N]`; `#` opens a comment.
pub fn parse(text: &str) -> Result<Table, Failure> {
    let mut table = Table::new();
    for (index, line) in text.lines().enumerate() {
        let at = index + 1;
        let mut fields = line.split('#').next().unwrap_or("").split_whitespace();
        let Some(name) = fields.next() else { continue };
        let mut qualifiers = Qualifiers::default();
        for field in fields {
            let mistake = || format!("{at}: {name}: `{field}` is no qualifier");
            match field.split_once('=').ok_or_else(mistake)? {
                ("restrict", numbers) => {
                    let numbers: Result<Vec<usize>, _> = numbers.split(',').map(str::parse).collect();
                    qualifiers.restrict = numbers.map_err(|_| mistake())?;
                }
                ("format", arguments) => {
                    let [kind, format, first] = *arguments.split(',').collect::<Vec<_>>() else {
                        return Err(mistake());
                    };
                    qualifiers.format = Some(format!("__{kind}__, {format}, {first}"));
                }
                _ => return Err(mistake()),
            }
        }
        if table.insert(name.into(), qualifiers).is_some() {
            return Err(format!("{at}: {name} is listed twice"));
        }
    }
    Ok(table)
}

impl Qualifiers {
    /// Marks the parameters; a number that fits no pointer is a mistake in the table.
    pub fn apply(&self, parameters: &mut [String]) -> Result<(), Failure> {
        for number in &self.restrict {
            let parameter = number.checked_sub(1).and_then(|index| parameters.get_mut(index));
            let star = parameter.as_ref().and_then(|parameter| parameter.rfind('*'));
            let (Some(parameter), Some(star)) = (parameter, star) else {
                return Err(format!("parameter {number} is no pointer that could be restrict"));
            };
            parameter.insert_str(star + 1, "__restrict ");
        }
        Ok(())
    }
}
