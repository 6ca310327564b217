//! Prototypes of all entries: cbindgen reads the Rust sources, this module names what it prints.

use crate::qualifiers::{Qualifiers, Table};
use crate::types::TypeTable;
use crate::{Failure, tree};
use cbindgen::{Builder, Config, ItemType, Language};
use std::collections::HashMap;
use std::path::Path;

/// Attribute of functions whose Rust return type is `!`.
const NO_RETURN: &str = "_CAPOS_NORETURN";

/// Prototypes by function name, without the closing semicolon.
pub type Prototypes = HashMap<String, String>;

/// Reads every Rust file below `source` that exports C symbols.
pub fn read(source: &Path, types: &TypeTable, qualifiers: &Table) -> Result<Prototypes, Failure> {
    let mut config =
        Config { language: Language::C, documentation: false, no_includes: true, ..Config::default() };
    config.line_length = usize::MAX;
    config.usize_is_size_t = true;
    config.export.item_types = vec![ItemType::Functions];
    config.function.no_return = Some(NO_RETURN.into());
    config.export.rename.insert("long_double".into(), "long double".into());
    // Headers that must not define these names declare functions with the types all the same.
    config.export.rename.insert("va_list".into(), "__builtin_va_list".into());
    config.export.rename.insert("FILE".into(), "struct _IO_FILE".into());
    for name in types.tagged() {
        config.export.rename.insert(name.into(), format!("struct {name}"));
    }
    for name in types.unions() {
        config.export.rename.insert(name.into(), format!("union {name}"));
    }
    let mut builder = Builder::new().with_config(config);
    for path in tree::files(source, |path| path.extension().is_some_and(|extension| extension == "rs"))? {
        if tree::read(&path)?.contains("no_mangle") {
            builder = builder.with_src(path);
        }
    }
    let bindings = builder.generate().map_err(|error| format!("cbindgen: {error}"))?;
    let mut text = Vec::new();
    bindings.write(&mut text);
    parse(&String::from_utf8_lossy(&text), qualifiers)
}

/// Splits cbindgen's output into prototypes.
pub fn parse(text: &str, qualifiers: &Table) -> Result<Prototypes, Failure> {
    let mut prototypes = Prototypes::new();
    for statement in text.split(';') {
        let statement = statement.split_whitespace().collect::<Vec<_>>().join(" ");
        let statement = untag(&statement);
        let Some(function) = Function::parse(&statement) else {
            if statement.is_empty() {
                continue;
            }
            return Err(format!("not a prototype: {statement}"));
        };
        let text = function
            .render(qualifiers.get(function.name))
            .map_err(|reason| format!("qualifiers.txt: {}: {reason}", function.name))?;
        prototypes.insert(function.name.to_string(), text);
    }
    match qualifiers.keys().find(|name| !prototypes.contains_key(*name)) {
        Some(name) => Err(format!("qualifiers.txt: no Rust entry exports {name}")),
        None => Ok(prototypes),
    }
}

/// cbindgen writes `struct` before a structure that one of the files itself defines: twice if it has a tag in C, and
/// wrongly if it is one of POSIX's typedefs in `_t`.
fn untag(statement: &str) -> String {
    let statement = statement.replace("struct struct ", "struct ");
    let mut pieces = statement.split("struct ");
    let mut result = pieces.next().unwrap_or("").to_string();
    for piece in pieces {
        let word = piece.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        if !word.ends_with("_t") {
            result.push_str("struct ");
        }
        result.push_str(piece);
    }
    result
}

/// Types that C89 does not have are declared all the same, but without a warning.
pub fn extension(prototype: String) -> String {
    let newer = prototype.contains("long long") || prototype.contains("_Bool");
    if newer { format!("__extension__ {prototype}") } else { prototype }
}

/// The parts of one prototype.
struct Function<'a> {
    /// Everything before the name.
    result: &'a str,
    name: &'a str,
    parameters: Vec<&'a str>,
    /// What follows the parameter list: attributes, or the rest of a function-pointer result.
    rest: &'a str,
}

impl<'a> Function<'a> {
    fn parse(statement: &'a str) -> Option<Function<'a>> {
        // A result that is a function pointer reads `void (*signal(int a, …))(int)`.
        let open = match statement.find("(*") {
            Some(star) if statement[..star].ends_with(' ') && statement.find('(') == Some(star) => {
                star + 2 + statement[star + 2..].find('(')?
            }
            _ => statement.find('(')?,
        };
        let close = matching(statement, open)?;
        let start =
            statement[..open].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
        Some(Function {
            result: statement[..start].trim_start_matches("extern "),
            name: &statement[start..open],
            parameters: split_top(&statement[open + 1..close]),
            rest: &statement[close + 1..],
        })
    }

    /// Puts the attribute first and gives the parameters names that a program cannot define as macros.
    fn render(&self, qualifiers: Option<&Qualifiers>) -> Result<String, Failure> {
        let mut parameters: Vec<String> =
            self.parameters.iter().map(|parameter| reserve_name(parameter)).collect();
        let mut format = String::new();
        if let Some(qualifiers) = qualifiers {
            qualifiers.apply(&mut parameters)?;
            if let Some(arguments) = &qualifiers.format {
                format = format!(" _CAPOS_FORMAT({arguments})");
            }
        }
        let no_return = self.result.contains(NO_RETURN) || self.rest.contains(NO_RETURN);
        let result = self.result.replace(NO_RETURN, "");
        let rest = self.rest.replace(NO_RETURN, "");
        let attribute = if no_return { format!("{NO_RETURN} ") } else { String::new() };
        Ok(extension(format!(
            "{attribute}{}{}({}){}{format}",
            result.trim_start(),
            self.name,
            parameters.join(", "),
            rest.trim_end()
        )))
    }
}

/// The position of the parenthesis that closes the one at `open`.
fn matching(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().skip(open) {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Splits at the commas outside parentheses.
fn split_top(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts
}

/// Whether a parameter is only a type. Those of a function itself have names in Rust, those of a function pointer
/// need not.
fn is_unnamed(parameter: &str) -> bool {
    let last = parameter.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    let before = parameter[..parameter.len() - last.len()].trim_end();
    let plain = ["void", "char", "short", "int", "long", "unsigned", "signed", "float", "double"];
    match parameter.find("(*") {
        Some(star) => parameter[star + 2..].starts_with(')'),
        None if parameter.ends_with(']') => false,
        None => {
            last.is_empty()
                || before.is_empty()
                || before.ends_with("struct")
                || before.ends_with("union")
                || plain.contains(&last)
        }
    }
}

/// `const char *s` becomes `const char *__s`, also inside a function-pointer type.
fn reserve_name(parameter: &str) -> String {
    if is_unnamed(parameter) {
        return parameter.to_string();
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let (start, end) = match parameter.find("(*") {
        Some(star) => {
            let start = star + 2;
            (start, start + parameter[start..].find(|c| !is_name(c)).unwrap_or(0))
        }
        None => {
            let end = parameter.find('[').unwrap_or(parameter.len());
            (parameter[..end].rfind(|c| !is_name(c)).map_or(0, |at| at + 1), end)
        }
    };
    let name = parameter[start..end].trim_start_matches('_');
    let rest = &parameter[end..];
    let rest = match (rest.find('('), rest.rfind(')')) {
        (Some(open), Some(close)) if parameter.contains("(*") => {
            let inner: Vec<String> =
                split_top(&rest[open + 1..close]).into_iter().map(reserve_name).collect();
            format!("{}({})", &rest[..open], inner.join(", "))
        }
        _ => rest.to_string(),
    };
    let distinct = if KEYWORDS.contains(&name) { "_" } else { "" };
    format!("{}__{name}{distinct}{rest}", &parameter[..start])
}

/// Names that are keywords of the compilers once they begin with two underscores.
const KEYWORDS: [&str; 6] = ["thread", "real", "imag", "signed", "inline", "label"];
