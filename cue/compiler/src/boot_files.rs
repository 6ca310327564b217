//! `BootFiles`: the files of the boot package, gathered from the build machine.

use crate::model::{Source, System};
use crate::report::{FieldPath, Report};
use crate::validate;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub struct BootFile {
    pub source: PathBuf,
    pub executable: bool,
    pub content: Vec<u8>,
}

/// By path in the boot package.
pub type BootFiles = BTreeMap<String, BootFile>;

/// Where the sources of files lie.
#[derive(Clone, Debug)]
pub struct Roots {
    pub repository: PathBuf,
    /// What make calls `TARGET_DIR`: a manifest writes it `target`.
    pub target: PathBuf,
}

impl Roots {
    /// The path on the build machine of a source as a manifest names it.
    pub fn locate(&self, source: impl AsRef<Path>) -> PathBuf {
        match source.as_ref().strip_prefix("target") {
            Ok(built) => self.target.join(built),
            Err(_) => self.repository.join(source),
        }
    }
}

/// Reads every file that the manifest names.
pub fn gather(system: &System, roots: &Roots, report: &mut Report) -> BootFiles {
    let mut files = BootFiles::new();
    for (path, source) in &system.files {
        let field = FieldPath::root().field("files").field(path);
        add(&mut files, path.clone(), &roots.locate(&source.path), source, &field, report);
    }
    for (path, source) in &system.trees {
        let field = FieldPath::root().field("trees").field(path);
        let directory = roots.locate(&source.path);
        match files_below(&directory) {
            Ok(below) if below.is_empty() => {
                report.add(&field.field("source"), format!("no file below {:?}", source.path));
            }
            Ok(below) => {
                for relative in below {
                    add(
                        &mut files,
                        format!("{path}/{relative}"),
                        &directory.join(&relative),
                        source,
                        &field,
                        report,
                    );
                }
            }
            Err(error) => {
                report.add(&field.field("source"), format!("missing directory {:?}: {error}", source.path));
            }
        }
    }
    check_programs(system, &files, report);
    files
}

fn add(
    files: &mut BootFiles,
    path: String,
    source: &Path,
    origin: &Source,
    field: &FieldPath,
    report: &mut Report,
) {
    if let Some(reason) = validate::malformed(&path) {
        report.add(field, format!("{path:?}: {reason}"));
    }
    if files.contains_key(&path) {
        report.add(field, format!("duplicate name {path:?}"));
        return;
    }
    match fs::read(source) {
        Ok(content) => {
            let source = source.to_owned();
            files.insert(path, BootFile { source, executable: origin.executable, content });
        }
        Err(error) => {
            report.add(&field.field("source"), format!("missing file {:?}: {error}", origin.path));
        }
    }
}

/// Relative paths of the regular files below a directory, sorted. Names that are not UTF-8 are refused.
fn files_below(directory: &Path) -> std::io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut pending = vec![(directory.to_owned(), String::new())];
    while let Some((directory, prefix)) = pending.pop() {
        for entry in fs::read_dir(directory)? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| {
                std::io::Error::new(std::io::ErrorKind::InvalidData, format!("{name:?} is not UTF-8"))
            })?;
            if fs::metadata(entry.path())?.is_dir() {
                pending.push((entry.path(), format!("{prefix}{name}/")));
            } else {
                found.push(format!("{prefix}{name}"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A program is an ELF file for this machine; the kernel checks the rest of it.
fn check_programs(system: &System, files: &BootFiles, report: &mut Report) {
    for (name, process) in &system.processes {
        let field = System::process_path(name).field("program");
        let program = &process.program;
        let Some(file) = files.get(program) else {
            // A file that is named but could not be read is reported at its source.
            if !system.files.contains_key(program) {
                report.add(&field, format!("missing binary: no file {program:?} in the boot package"));
            }
            continue;
        };
        if !file.executable && !system.files.contains_key(program) {
            report.add(&field, format!("{program:?} is not executable"));
        } else if let Some(reason) = not_a_program(&file.content) {
            report.add(&field, format!("{program:?} is not a program: {reason}"));
        }
    }
}

fn not_a_program(content: &[u8]) -> Option<&'static str> {
    const CLASS_64_LITTLE_ENDIAN: &[u8] = &[2, 1];
    const MACHINE_X86_64: &[u8] = &[62, 0];
    match content {
        _ if content.get(0..4) != Some(b"\x7fELF") => Some("no ELF magic"),
        _ if content.get(4..6) != Some(CLASS_64_LITTLE_ENDIAN) => Some("not 64-bit little endian"),
        _ if content.get(18..20) != Some(MACHINE_X86_64) => Some("not for x86-64"),
        _ => None,
    }
}
