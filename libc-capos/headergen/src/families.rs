//! Families of functions that a macro exports: `sin`, `sinf`, `sinl`.
//!
//! cbindgen sees no macros, so these prototypes are found here. In front of its `macro_rules!` a macro says what it
//! exports, one form for all or one for each name, in order:
//!
//! ```text
//! // @prototype T NAME(T __x)
//! // @prototype float NAME(double __x) | float NAME(long double __x) | double NAME(long double __x)
//! ```
//!
//! `T` is `double`, `float`, `long double`, in this order. The macro is used with one line for each family,
//! `sin sinf sinl = ...;`.

use crate::prototypes::{Prototypes, extension};
use crate::{Failure, tree};
use std::collections::HashMap;
use std::path::Path;

const TYPES: [&str; 3] = ["double", "float", "long double"];

/// Adds the prototypes of all families below `source`.
pub fn read(source: &Path, prototypes: &mut Prototypes) -> Result<(), Failure> {
    let mut texts = Vec::new();
    for path in tree::files(source, |path| path.extension().is_some_and(|extension| extension == "rs"))? {
        texts.push(tree::read(&path)?);
    }
    let forms = texts.iter().flat_map(|text| forms(text)).collect();
    for text in &texts {
        add(text, &forms, prototypes)?;
    }
    Ok(())
}

/// The forms that the macros of a file declare, by macro.
pub fn forms(text: &str) -> HashMap<String, Vec<String>> {
    let mut found = HashMap::new();
    let mut pending = None;
    for line in text.lines() {
        if let Some(form) = line.strip_prefix("// @prototype ") {
            pending = Some(form.split('|').map(|part| part.trim().to_string()).collect());
        } else if let Some(name) = line.strip_prefix("macro_rules! ")
            && let Some(forms) = pending.take()
        {
            found.insert(name.trim_end_matches(" {").to_string(), forms);
        }
    }
    found
}

/// Adds what a file exports by macros with known forms.
pub fn add(
    text: &str,
    forms: &HashMap<String, Vec<String>>,
    prototypes: &mut Prototypes,
) -> Result<(), Failure> {
    let mut current = None;
    for line in text.lines() {
        if let Some(name) = line.strip_suffix("! {") {
            current = forms.get(name);
        } else if line == "}" {
            current = None;
        } else if let (Some(forms), Some((names, _))) = (current, line.split_once(" = "))
            && !line.trim_start().starts_with("//")
        {
            for (index, name) in names.split_whitespace().enumerate() {
                let form = forms.get(index).or(forms.first().filter(|_| forms.len() == 1));
                let form = form.ok_or_else(|| format!("{name}: the macro has no form for it"))?;
                let text = fill(form, name, TYPES.get(index).unwrap_or(&""));
                prototypes.insert(name.to_string(), extension(text));
            }
        }
    }
    Ok(())
}

/// Puts the name and the type in, as whole words.
fn fill(form: &str, name: &str, kind: &str) -> String {
    let mut filled = String::new();
    for piece in form.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_') {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
        filled.push_str(match word {
            "T" => kind,
            "NAME" => name,
            other => other,
        });
        filled.push_str(&piece[word.len()..]);
    }
    filled
}
