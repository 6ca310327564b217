//! The table of C types: `src/types/*.rs` through cbindgen, and the C text of `src/types/*.h.in`.

use crate::{Failure, tree};
use cbindgen::{Builder, Config, ItemType, Language, Style};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// One definition.
struct Type {
    /// `size_t`, or `struct_tm` for `struct tm`, `union_sigval` for `union sigval`.
    name: String,
    text: String,
}

/// All types.
pub struct TypeTable {
    types: Vec<Type>,
    index: HashMap<String, usize>,
    /// Tags of structures that a header's template defines.
    elsewhere: Vec<String>,
}

/// C spellings for what cbindgen prints as `<stdint.h>` names, which are themselves defined here.
const PRIMITIVES: [(&str, &str); 11] = [
    ("uintptr_t", "unsigned long"),
    ("intptr_t", "long"),
    ("uint64_t", "unsigned long"),
    ("int64_t", "long"),
    ("uint32_t", "unsigned"),
    ("int32_t", "int"),
    ("uint16_t", "unsigned short"),
    ("int16_t", "short"),
    ("uint8_t", "unsigned char"),
    ("int8_t", "signed char"),
    ("size_t", "unsigned long"),
];

impl TypeTable {
    pub fn read(folder: &Path) -> Result<TypeTable, Failure> {
        let sources =
            tree::files(folder, |path| path.extension().is_some_and(|extension| extension == "rs"))?;
        let mut names = Vec::new();
        let mut builder = Builder::new();
        for path in &sources {
            let text = tree::read(path)?;
            names.extend(text.lines().filter_map(declared_name).map(String::from));
            builder = builder.with_src(path);
        }
        let mut config =
            Config { language: Language::C, style: Style::Tag, no_includes: true, ..Config::default() };
        config.documentation = false;
        config.line_length = usize::MAX;
        config.export.item_types = vec![ItemType::Structs, ItemType::Unions, ItemType::Typedefs];
        config.export.include = names;
        let bindings =
            builder.with_config(config).generate().map_err(|error| format!("cbindgen: {error}"))?;
        let mut text = Vec::new();
        bindings.write(&mut text);
        let mut special = String::new();
        for path in tree::files(folder, |path| path.to_string_lossy().ends_with(".h.in"))? {
            // What stands before the first directive is for the reader.
            let text = tree::read(&path)?;
            special.push_str(&text[text.find("\n@").map_or(text.len(), |end| end + 1)..]);
        }
        Ok(TypeTable::parse(&String::from_utf8_lossy(&text), &special))
    }

    /// Joins cbindgen's output and the special texts; a special text replaces what Rust has under that name.
    pub fn parse(generated: &str, special: &str) -> TypeTable {
        let elsewhere = special
            .lines()
            .filter_map(|line| line.strip_prefix("@tag "))
            .map(|tag| tag.trim().into())
            .collect();
        let special = special_types(special);
        let mut types: Vec<Type> = statements(generated)
            .into_iter()
            .filter_map(|text| generated_type(&text))
            .filter(|t| !special.iter().any(|s| s.name == t.name || format!("struct_{}", s.name) == t.name))
            .collect();
        types.extend(special);
        let index = types.iter().enumerate().map(|(at, t)| (t.name.clone(), at)).collect();
        TypeTable { types, index, elsewhere }
    }

    /// Tags of the types that C names with `struct`.
    pub fn tagged(&self) -> impl Iterator<Item = &str> {
        let own = self.types.iter().filter_map(|t| t.name.strip_prefix("struct_"));
        own.chain(self.elsewhere.iter().map(String::as_str))
    }

    /// Tags of the types that C names with `union`.
    pub fn unions(&self) -> impl Iterator<Item = &str> {
        self.types.iter().filter_map(|t| t.name.strip_prefix("union_"))
    }

    /// `name` and everything its definition needs, or `None` if there is no such type.
    pub fn closure(&self, name: &str) -> Option<BTreeSet<usize>> {
        let mut found = BTreeSet::new();
        let mut open = vec![*self.index.get(name)?];
        while let Some(at) = open.pop() {
            if !found.insert(at) {
                continue;
            }
            open.extend(self.needs(at));
        }
        Some(found)
    }

    /// All types, each after those that its definition names.
    fn ordered(&self) -> Vec<usize> {
        let mut order = Vec::new();
        for at in 0..self.types.len() {
            self.visit(at, &mut Vec::new(), &mut order);
        }
        order
    }

    /// Appends a type after what it needs; `open` are the types whose definitions led here.
    fn visit(&self, at: usize, open: &mut Vec<usize>, order: &mut Vec<usize>) {
        if open.contains(&at) || order.contains(&at) {
            return;
        }
        open.push(at);
        for needed in self.needs(at) {
            self.visit(needed, open, order);
        }
        open.pop();
        order.push(at);
    }

    /// The types that a definition names.
    fn needs(&self, at: usize) -> Vec<usize> {
        let words: Vec<&str> = words(&self.types[at].text).collect();
        let tags = words.windows(2).filter(|pair| ["struct", "union"].contains(&pair[0]));
        let tagged = tags.filter_map(|pair| self.index.get(&format!("{}_{}", pair[0], pair[1])));
        tagged.chain(words.iter().filter_map(|word| self.index.get(*word))).copied().collect()
    }

    pub fn name(&self, at: usize) -> &str {
        &self.types[at].name
    }

    /// `bits/alltypes.h`: no include guard, since each inclusion may ask for more. Compilers read it a dozen times for each
    /// program, so there is nothing in it to be evaluated.
    pub fn header(&self) -> String {
        let mut text = String::from(
            "/* Every type that more than one header defines. A header asks for NAME with `#define __NEED_NAME`.\n   \
             Generated by headergen. */\n",
        );
        for at in self.ordered() {
            let Type { name, text: definition } = &self.types[at];
            // What C89 does not have is defined all the same, but without a warning.
            let newer = definition.contains("long long") || definition.contains("[];");
            let extension = if newer && !definition.starts_with('#') { "__extension__ " } else { "" };
            text.push_str(&format!(
                "\n#ifdef __NEED_{name}\n#ifndef __DEFINED_{name}\n{extension}{definition}\n#define __DEFINED_{name}\n#endif\n#endif\n"
            ));
        }
        text
    }
}

/// The name in `pub type NAME` or `pub struct NAME` at the start of a line.
fn declared_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub type ").or_else(|| line.strip_prefix("pub struct "))?;
    let rest = rest.strip_prefix("r#").unwrap_or(rest);
    Some(&rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_')?])
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Splits C text at the semicolons outside braces.
fn statements(text: &str) -> Vec<String> {
    let (mut depth, mut current, mut all) = (0, String::new(), Vec::new());
    for c in text.chars() {
        current.push(c);
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' if depth == 0 => all.push(std::mem::take(&mut current).trim().to_string()),
            _ => {}
        }
    }
    all
}

/// Names one statement of cbindgen's output and gives it its C spelling.
fn generated_type(statement: &str) -> Option<Type> {
    if let Some(body) = statement.strip_prefix("typedef ") {
        let body = body.trim_end_matches(';');
        let (start, end) = match body.find("(*") {
            Some(star) => (star + 2, star + 2 + body[star + 2..].find(')')?),
            None => (body.rfind([' ', '*'])? + 1, body.len()),
        };
        let (before, name, after) = (&body[..start], &body[start..end], &body[end..]);
        let text = format!("typedef {}{name}{};", plain(before), plain(after));
        return Some(Type { name: name.into(), text });
    }
    let tag = words(statement.strip_prefix("struct ")?).next()?;
    let fields = &statement[statement.find('{')?..];
    // POSIX names structures that are typedefs, not tags, with `_t`.
    if tag.ends_with("_t") {
        let text = format!("typedef struct {} {tag};", plain(fields.trim_end_matches(';')));
        return Some(Type { name: tag.into(), text });
    }
    Some(Type { name: format!("struct_{tag}"), text: format!("struct {tag} {}", plain(fields)) })
}

/// Replaces the fixed-width names by plain C types, and `struct NAME_t` by the typedef it is in C.
fn plain(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric() || c == '_') {
        let tail = &rest[start..];
        let end = tail.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tail.len());
        result.push_str(&rest[..start]);
        let word = &tail[..end];
        if word.ends_with("_t") && result.ends_with("struct ") {
            result.truncate(result.len() - "struct ".len());
        }
        result.push_str(PRIMITIVES.iter().find(|(from, _)| *from == word).map_or(word, |(_, to)| to));
        rest = &tail[end..];
    }
    result.push_str(rest);
    result
}

/// Reads a `*.h.in`: `@type NAME` opens a definition that ends at the next one.
fn special_types(text: &str) -> Vec<Type> {
    let mut types: Vec<Type> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("@type ") {
            types.push(Type { name: name.trim().into(), text: String::new() });
        } else if line.starts_with("@tag ") {
            continue;
        } else if let Some(current) = types.last_mut() {
            if !current.text.is_empty() {
                current.text.push('\n');
            }
            current.text.push_str(line);
        }
    }
    types
}
