//! Compiles the C tests for one platform: what changed, two at a time as make would.

use crate::layout::Layout;
use crate::process::{self, End, Limits};
use crate::text;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use std::{fs, io, thread};

/// A C test: `tests/c/stdio/printf.c` is `stdio/printf`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CTest {
    pub name: String,
    pub source: PathBuf,
}

/// All C tests, sorted by name.
pub fn c_tests(layout: &Layout) -> io::Result<Vec<CTest>> {
    let base = layout.c_tests();
    let mut tests = Vec::new();
    let mut pending = vec![(base.clone(), String::new())];
    while let Some((directory, prefix)) = pending.pop() {
        for entry in fs::read_dir(directory)? {
            let path = entry?.path();
            let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let name = format!("{prefix}{stem}");
            if path.is_dir() {
                pending.push((path, format!("{name}/")));
            } else if path.extension().is_some_and(|extension| extension == "c") && !prefix.is_empty() {
                tests.push(CTest { name, source: path });
            }
        }
    }
    tests.sort();
    Ok(tests)
}

/// A compiler with its flags, and what its output depends on beside the sources.
#[derive(Clone, Debug)]
pub struct Compiler {
    pub program: OsString,
    pub arguments: Vec<OsString>,
    /// After the source: libraries.
    pub libraries: Vec<OsString>,
    /// Newer than a binary: the binary is out of date.
    pub dependencies: Vec<PathBuf>,
}

/// The files below a directory; none if it does not exist.
pub fn files_below(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut pending = vec![directory.to_owned()];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => pending.push(path),
                false => files.push(path),
            }
        }
    }
    files
}

/// Compiling takes no longer than this.
const LIMIT: Duration = Duration::from_secs(120);

/// Flags of every platform: the tests are sound C and say so without warnings.
const FLAGS: [&str; 6] = ["-std=gnu2x", "-O1", "-g", "-Wall", "-Wextra", "-fno-builtin"];

impl Compiler {
    /// Brings `binary` up to date; the error is the compiler's message.
    fn compile(&self, test: &CTest, include: &Path, binary: &Path) -> Result<(), String> {
        if self.is_current(test, include, binary) {
            return Ok(());
        }
        let fail = |error: io::Error| error.to_string();
        fs::create_dir_all(binary.parent().unwrap_or(Path::new(""))).map_err(fail)?;
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).args(FLAGS).arg("-I").arg(include).arg(&test.source);
        command.arg("-o").arg(binary).args(&self.libraries);
        let run = process::run(&mut command, Limits::total(LIMIT)).map_err(fail)?;
        match run.end {
            End::Exited(0) => Ok(()),
            end => Err(format!("compiler: {}\n{}", end.describe(), text::from_output(&run.output))),
        }
    }

    fn is_current(&self, test: &CTest, include: &Path, binary: &Path) -> bool {
        let modified = |path: &Path| -> Option<SystemTime> { fs::metadata(path).ok()?.modified().ok() };
        let Some(built) = modified(binary) else { return false };
        let header = include.join("test.h");
        let own = [test.source.as_path(), header.as_path()];
        let all = own.into_iter().chain(self.dependencies.iter().map(PathBuf::as_path));
        all.filter_map(modified).all(|time| time < built)
    }
}

/// A test with its binary, or with the reason for having none.
pub type Compiled = (CTest, Result<PathBuf, String>);

/// Compiles `tests` into `directory`, keeping their order.
pub fn compile_all(
    compiler: &Compiler,
    layout: &Layout,
    tests: Vec<CTest>,
    directory: &Path,
) -> Vec<Compiled> {
    let include = layout.c_tests();
    let workers = thread::available_parallelism().map_or(2, usize::from).min(tests.len().max(1));
    let share = tests.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = tests
            .chunks(share)
            .map(|part| {
                let include = &include;
                scope.spawn(move || {
                    let compile = |test: &CTest| {
                        let binary = directory.join(&test.name);
                        let result = compiler.compile(test, include, &binary);
                        (test.clone(), result.map(|()| binary))
                    };
                    part.iter().map(compile).collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("a compiling thread does not panic")).collect()
    })
}
