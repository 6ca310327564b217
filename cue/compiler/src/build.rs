//! From a CUE package to a boot package, step by step.

use crate::boot_files::{self, BootFiles, Roots};
use crate::export::{export, source_name};
use crate::json::Json;
use crate::model::System;
use crate::package;
use crate::read::read_system;
use crate::report::Report;
use crate::validate::validate;
use std::path::{Path, PathBuf};

/// A manifest that evaluates, reads and validates, before its files are looked at.
pub struct Checked {
    pub system: System,
    pub sources: Vec<PathBuf>,
    pub report: Report,
}

/// Evaluates and checks the package in `directory`; the findings are in the report, and only what keeps them
/// from being made is an error.
pub fn check(module: &Path, directory: &Path) -> Result<Checked, String> {
    let exported = export(module, directory)?;
    let mut report = Report::new(source_name(directory));
    let system = check_json(&exported.json, &mut report)?;
    Ok(Checked { system, sources: exported.sources, report })
}

/// Reads and validates the JSON of a manifest.
pub fn check_json(json: &str, report: &mut Report) -> Result<System, String> {
    let json = Json::parse(json).map_err(|error| format!("the manifest's JSON: {error}"))?;
    let system = read_system(&json, report);
    validate(&system, report);
    Ok(system)
}

pub struct Built {
    pub package: Vec<u8>,
    /// Every file that the package depends on.
    pub dependencies: Vec<PathBuf>,
}

/// Builds the boot package. The error is for printing as it is.
pub fn build(module: &Path, directory: &Path, roots: &Roots) -> Result<Built, String> {
    let Checked { system, sources, mut report } = check(module, directory)?;
    let files: BootFiles = boot_files::gather(&system, roots, &mut report);
    if !report.is_clean() {
        return Err(report.to_string().trim_end().to_owned());
    }
    let package = package::encode(&system, &files);
    let trees = system.trees.values().map(|tree| roots.locate(&tree.path));
    let dependencies =
        sources.into_iter().chain(files.into_values().map(|file| file.source)).chain(trees).collect();
    Ok(Built { package, dependencies })
}
