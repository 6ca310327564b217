//! `Suite`: what a folder of `tests/third-party` says about the programs of others.

use super::{compiler_options, is_in_share};
use crate::compile::{Program, files_below};
use crate::expectation::Expectations;
use crate::group::native::Libc;
use crate::layout::Layout;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Where a suite runs: its group is `suite-platform`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Platform {
    Native(Libc),
    Capos,
}

impl Platform {
    pub const ALL: [(&'static str, Platform); 4] = [
        ("glibc", Platform::Native(Libc::Glibc)),
        ("musl", Platform::Native(Libc::Musl)),
        ("linux", Platform::Native(Libc::Linux)),
        ("capos", Platform::Capos),
    ];
}

/// `suite.toml`, with the folder's name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    #[serde(skip)]
    pub name: String,
    /// Where the programs lie, relative to the root of the repository.
    directory: PathBuf,
    /// Of the compiler, for every program.
    #[serde(default)]
    arguments: Vec<String>,
    /// Whether programs name further options, as gcc's do.
    #[serde(default)]
    directives: bool,
    /// Options that programs name and clang does not know; they only steer another optimizer.
    #[serde(default)]
    ignored_options: Vec<String>,
    /// Percent of the programs that are run if not all are.
    share: u64,
    /// The programs, named as their sources without `.c`; all of the directory if none is named.
    #[serde(default)]
    programs: BTreeMap<String, Further>,
    #[serde(skip)]
    dependencies: Vec<PathBuf>,
}

/// What a program needs beside its source.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Further {
    /// More sources, relative to the directory.
    #[serde(default)]
    sources: Vec<PathBuf>,
    /// What it is run with.
    #[serde(default)]
    arguments: Vec<String>,
}

impl Suite {
    /// Reads the suite in a folder of `tests/third-party`.
    fn load(folder: &Path) -> io::Result<Self> {
        let malformed = |error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}/suite.toml: {error}", folder.display()))
        };
        let mut suite: Suite =
            toml::from_str(&fs::read_to_string(folder.join("suite.toml"))?).map_err(malformed)?;
        suite.name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        suite.dependencies = files_below(folder);
        // A change of what is expected is none of the binary.
        suite.dependencies.retain(|file| file.file_name() != Some(EXPECTED.as_ref()));
        Ok(suite)
    }

    /// The programs, sorted by name; only the fixed share, if asked for.
    pub fn programs(&self, layout: &Layout, share_only: bool) -> io::Result<Vec<Program>> {
        let directory = layout.root.join(&self.directory);
        let mut programs = Vec::new();
        for (name, further) in self.names(&directory)? {
            if share_only && !is_in_share(&name, self.share) {
                continue;
            }
            let source = directory.join(format!("{name}.c"));
            let arguments = self.arguments_of(&source)?;
            let mut sources = vec![source];
            sources.extend(further.sources.iter().map(|further| directory.join(further)));
            let dependencies = self.dependencies.clone();
            programs.push(Program { name, sources, arguments, dependencies, run_with: further.arguments });
        }
        Ok(programs)
    }

    fn names(&self, directory: &Path) -> io::Result<BTreeMap<String, Further>> {
        if !self.programs.is_empty() {
            return Ok(self.programs.clone());
        }
        let mut names = BTreeMap::new();
        for entry in fs::read_dir(directory)? {
            let path = entry?.path();
            if let Some(stem) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".c")) {
                names.insert(stem.to_owned(), Further::default());
            }
        }
        Ok(names)
    }

    fn arguments_of(&self, source: &Path) -> io::Result<Vec<OsString>> {
        let mut arguments: Vec<OsString> = self.arguments.iter().map(OsString::from).collect();
        if self.directives {
            let text = fs::read(source)?;
            let text = String::from_utf8_lossy(&text);
            let named = compiler_options(&text).into_iter();
            let known = named.filter(|option| !self.ignored_options.iter().any(|ignored| ignored == option));
            arguments.extend(known.map(OsString::from));
        }
        Ok(arguments)
    }

    /// Adds what is expected of the suite to the list.
    pub fn add_expectations(&self, layout: &Layout, list: &mut Expectations) -> Result<(), String> {
        let file = layout.third_party().join(&self.name).join(EXPECTED);
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let platforms = Platform::ALL.map(|(name, _)| name);
        list.add_suite(&self.name, &platforms, &text).map_err(|error| format!("{}: {error}", file.display()))
    }
}

/// What a suite's programs are expected to do that is not success.
const EXPECTED: &str = "expected-failures.txt";

/// Every suite.
pub fn load_all(layout: &Layout) -> io::Result<Vec<Suite>> {
    let mut suites = Vec::new();
    for entry in fs::read_dir(layout.third_party())? {
        let folder = entry?.path();
        if folder.join("suite.toml").exists() {
            suites.push(Suite::load(&folder)?);
        }
    }
    Ok(suites)
}
