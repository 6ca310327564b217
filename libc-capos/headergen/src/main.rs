//! Generates the C headers of the sysroot.
//!
//! Usage: `capos-headergen LIBC_DIRECTORY OUTPUT_DIRECTORY`
//!
//! Sources: the Rust entries below `src/` (prototypes, by cbindgen), the type table `src/types/` (each C type once),
//! `symbols.txt` (which header declares a symbol, and for which standards), `planned.txt` (the same for functions
//! that are not there yet), `qualifiers.txt` (`restrict` and formats), and the templates
//! `src/header/<path>/header.h.in`. The recipe is `docs/libc/adding-a-function.md`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod constants;
mod families;
mod guard;
mod planned;
mod prototypes;
mod qualifiers;
mod symbols;
mod template;
#[cfg(test)]
mod tests;
mod tree;
mod types;

/// What went wrong, with the file it went wrong in.
pub type Failure = String;

fn generate(libc: &Path, output: &Path) -> Result<usize, Failure> {
    let types = types::TypeTable::read(&libc.join("src/types"))?;
    let symbols = symbols::read(&libc.join("symbols.txt"))?;
    let symbols = planned::join(symbols, planned::read(&libc.join("planned.txt"))?)?;
    let qualifiers = qualifiers::read(&libc.join("qualifiers.txt"))?;
    let mut prototypes = prototypes::read(&libc.join("src"), &types, &qualifiers)?;
    families::read(&libc.join("src"), &mut prototypes)?;
    let root = libc.join("src/header");
    let templates = tree::files(&root, |path| path.ends_with("header.h.in"))?;
    let mut declared: Vec<String> = Vec::new();
    for path in &templates {
        let include = include_name(&root, path);
        let text = tree::read(path)?;
        let constants = constants::read(path.parent().expect("a template lies in a folder"))?;
        let header = template::Header {
            name: &include,
            types: &types,
            symbols: &symbols,
            prototypes: &prototypes,
            constants: &constants,
        };
        let content = header.expand(&text).map_err(|reason| format!("{}: {reason}", path.display()))?;
        tree::write(&output.join(&include), &content)?;
        declared.push(include);
    }
    tree::write(&output.join("bits/alltypes.h"), &types.header())?;
    for symbol in &symbols {
        if let Some(place) = symbol.headers.iter().find(|place| !declared.contains(&place.header)) {
            return Err(format!("{}: there is no template for <{}>", symbol.name, place.header));
        }
    }
    Ok(templates.len())
}

/// `…/header/sys/stat/header.h.in` is `sys/stat.h`.
fn include_name(root: &Path, template: &Path) -> String {
    let module = template.parent().and_then(|parent| parent.strip_prefix(root).ok());
    let module = module.expect("templates lie below the root they were found in");
    format!("{}.h", module.display())
}

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [libc, output] = arguments.as_slice() else {
        eprintln!("usage: capos-headergen LIBC_DIRECTORY OUTPUT_DIRECTORY");
        return ExitCode::from(2);
    };
    match generate(libc, output) {
        Ok(count) => {
            println!("headergen: {count} headers");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("headergen: {reason}");
            ExitCode::FAILURE
        }
    }
}
