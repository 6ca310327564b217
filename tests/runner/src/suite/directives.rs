//! DejaGnu's directives in gcc's test programs, as far as they are options of the compiler.

/// The options that a program asks for: `{ dg-options "-fwrapv" }`, `{ dg-additional-options "…" }`, unless they are
/// for another machine.
pub fn compiler_options(source: &str) -> Vec<&str> {
    let mut options = Vec::new();
    for marker in ["{ dg-options ", "{ dg-additional-options "] {
        for (at, _) in source.match_indices(marker) {
            let rest = &source[at + marker.len()..];
            let line = rest.lines().next().unwrap_or_default();
            if let Some((quoted, condition)) = quoted(line)
                && is_for_this_machine(condition)
            {
                options.extend(quoted.split_whitespace());
            }
        }
    }
    options
}

/// The text between the first two quotation marks, and what follows.
fn quoted(line: &str) -> Option<(&str, &str)> {
    let (_, rest) = line.split_once('"')?;
    rest.split_once('"')
}

/// `{ target { i?86-*-* x86_64-*-* } }` follows the options that not every machine has.
fn is_for_this_machine(condition: &str) -> bool {
    match condition.split_once("target") {
        None => true,
        Some((_, targets)) => targets.contains("x86_64-*-*") && !targets.contains("ia32"),
    }
}
