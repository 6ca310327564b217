//! Evaluates a CUE package to JSON: by the `cue` command where there is one, else by `cue/export.mjs`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{fs, io};

/// What the evaluation gave, and the files that it read.
pub struct Exported {
    pub json: String,
    pub sources: Vec<PathBuf>,
}

/// Evaluates the CUE package in `directory`, which lies in the CUE module `module`. The error is CUE's own
/// message, which names file, line, field and reason.
pub fn export(module: &Path, directory: &Path) -> Result<Exported, String> {
    let package = directory
        .strip_prefix(module)
        .map_err(|_| format!("{}: not in the CUE module {}", directory.display(), module.display()))?;
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", directory.display());
    let output = evaluate(module, package).map_err(|error| failed(&error))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}: CUE does not evaluate:\n{}", directory.display(), message.trim_end()));
    }
    Ok(Exported {
        json: String::from_utf8(output.stdout).map_err(|error| failed(&error))?,
        sources: sources(module, directory).map_err(|error| failed(&error))?,
    })
}

fn evaluate(module: &Path, package: &Path) -> io::Result<Output> {
    let mut command = Command::new("cue");
    command.args(["export", "--out", "json"]).arg(Path::new(".").join(package)).current_dir(module);
    match command.output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let script = module.join("export.mjs");
            // The evaluator is a large WebAssembly module that runs for a moment: optimizing it costs more.
            let output = Command::new("node").arg("--liftoff-only").arg(script).arg(package).output();
            output.map_err(|error| {
                io::Error::new(error.kind(), format!("neither cue nor node on PATH: {error}"))
            })
        }
        result => result,
    }
}

/// The file to name in a report about a package: its only CUE file, else the directory.
pub fn source_name(directory: &Path) -> String {
    match cue_files(directory).as_deref() {
        Ok([only]) => only.display().to_string(),
        _ => directory.display().to_string(),
    }
}

fn sources(module: &Path, directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut sources = vec![module.join("export.mjs")];
    sources.extend(cue_files(&module.join("cue.mod"))?);
    sources.extend(cue_files(&module.join("defaults"))?);
    sources.extend(cue_files(directory)?);
    Ok(sources)
}

fn cue_files(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "cue") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
