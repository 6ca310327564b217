//! Expanding `header.h.in` to a header.

use crate::constants::{self, Constant};
use crate::prototypes::Prototypes;
use crate::symbols::Symbol;
use crate::types::TypeTable;
use crate::{Failure, guard};
use std::collections::BTreeSet;
use std::fmt::Write;

const ALL_TYPES: &str = "#include <bits/alltypes.h>";

/// One header and everything it may draw on.
pub struct Header<'a> {
    /// The include path: `sys/stat.h`.
    pub name: &'a str,
    pub types: &'a TypeTable,
    pub symbols: &'a [Symbol],
    pub prototypes: &'a Prototypes,
    pub constants: &'a [Constant],
}

impl Header<'_> {
    /// The header's text: guard, features, and the template with its `@` lines replaced.
    pub fn expand(&self, template: &str) -> Result<String, Failure> {
        let macro_name = format!("_{}", self.name.to_uppercase().replace(['/', '.', '-'], "_"));
        let mut body = String::new();
        let mut listed = false;
        // Conditions of the open `@if` lines, for the comment at their end.
        let mut open: Vec<Option<String>> = Vec::new();
        for (index, line) in template.lines().enumerate() {
            let at = index + 1;
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "@types" => self.types_block(rest, &mut body).map_err(|reason| format!("{at}: {reason}"))?,
                "@constants" => {
                    self.constants_block(rest, &mut body).map_err(|reason| format!("{at}: {reason}"))?
                }
                "@functions" => {
                    listed = true;
                    self.functions_block(&mut body)?;
                }
                "@if" => {
                    let condition = guard::any_of(rest.trim()).map_err(|reason| format!("{at}: {reason}"))?;
                    if let Some(condition) = &condition {
                        let _ = writeln!(body, "#if {condition}");
                    }
                    open.push(condition);
                }
                "@endif" => {
                    let condition = open.pop().ok_or_else(|| format!("{at}: @endif without @if"))?;
                    if condition.is_some() {
                        body.push_str("#endif\n");
                    }
                }
                _ if word.starts_with('@') => return Err(format!("{at}: unknown directive {word}")),
                _ => {
                    body.push_str(line);
                    body.push('\n');
                }
            }
        }
        if !open.is_empty() {
            return Err("@if without @endif".into());
        }
        if !listed && self.own_symbols().next().is_some() {
            return Err("there are symbols for this header, but no @functions line".into());
        }
        Ok(format!(
            "#ifndef {macro_name}\n#define {macro_name}\n\n#include <features.h>\n\n\
             #ifdef __cplusplus\nextern \"C\" {{\n#endif\n\n{body}\n\
             #ifdef __cplusplus\n}}\n#endif\n\n#endif\n",
            body = include_types_once(&body),
        ))
    }

    /// The symbols that this header declares, with their standards.
    fn own_symbols(&self) -> impl Iterator<Item = (&Symbol, &str)> {
        self.symbols.iter().filter_map(|symbol| {
            let place = symbol.headers.iter().find(|place| place.header == self.name)?;
            Some((symbol, place.standards.as_str()))
        })
    }

    /// Asks `bits/alltypes.h` for the named types and what they need.
    fn types_block(&self, names: &str, body: &mut String) -> Result<(), Failure> {
        let mut wanted = BTreeSet::new();
        for name in names.split_whitespace() {
            wanted.extend(
                self.types.closure(name).ok_or_else(|| format!("there is no type {name} in the table"))?,
            );
        }
        for at in wanted {
            let _ = writeln!(body, "#define __NEED_{}", self.types.name(at));
        }
        body.push_str(ALL_TYPES);
        body.push('\n');
        Ok(())
    }

    /// `#define`s of the constants that fit one of the patterns, in the order of `constants.rs`.
    fn constants_block(&self, patterns: &str, body: &mut String) -> Result<(), Failure> {
        let patterns: Vec<&str> = patterns.split_whitespace().collect();
        for pattern in &patterns {
            if !self.constants.iter().any(|constant| constants::fits(&constant.name, pattern)) {
                return Err(format!("constants.rs has nothing like {pattern}"));
            }
        }
        for Constant { name, value } in self.constants {
            if patterns.iter().any(|pattern| constants::fits(name, pattern)) {
                let _ = writeln!(body, "#define {name} {value}");
            }
        }
        Ok(())
    }

    /// The prototypes of this header, consecutive ones of the same standards under one guard.
    fn functions_block(&self, body: &mut String) -> Result<(), Failure> {
        let mut current: Option<String> = None;
        for (symbol, standards) in self.own_symbols() {
            let prototype = symbol.prototype.as_ref().or_else(|| self.prototypes.get(&symbol.name));
            let Some(prototype) = prototype else {
                return Err(format!("symbols.txt lists {}, but no Rust entry exports it", symbol.name));
            };
            let condition = guard::any_of(standards)?;
            if condition != current {
                if current.is_some() {
                    body.push_str("#endif\n");
                }
                if let Some(condition) = &condition {
                    let _ = writeln!(body, "#if {condition}");
                }
                current = condition;
            }
            let _ = writeln!(body, "{prototype};");
        }
        if current.is_some() {
            body.push_str("#endif\n");
        }
        Ok(())
    }
}

/// Where types are asked for, and right after that others under conditions, one inclusion behind them serves all.
fn include_types_once(body: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in body.lines() {
        lines.push(line);
        let Some(rest) = lines.strip_suffix(&[ALL_TYPES, "#endif"]) else { continue };
        let asked = rest.iter().rev().take_while(|line| line.starts_with("#define __NEED_")).count();
        let at = rest.len() - asked;
        if at >= 2 && rest[at - 1].starts_with("#if") && rest[at - 2] == ALL_TYPES {
            lines.truncate(lines.len() - 2);
            lines.remove(at - 2);
            lines.extend(["#endif", ALL_TYPES]);
        }
    }
    lines.join("\n") + "\n"
}
