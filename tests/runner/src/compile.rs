//! Compiles C programs for one platform: what changed, two at a time as make would.

use crate::layout::Layout;
use crate::process::{self, End, Limits};
use crate::text;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use std::{fs, io, thread};

/// A test program: `tests/c/stdio/printf.c` is `stdio/printf`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Program {
    pub name: String,
    pub sources: Vec<PathBuf>,
    /// Of the compiler, the same on every platform.
    pub arguments: Vec<OsString>,
    /// Other files that it is made from.
    pub dependencies: Vec<PathBuf>,
    /// What it is run with.
    pub run_with: Vec<String>,
}

/// Flags of the C tests: they are sound C and say so without warnings.
const C_TEST_FLAGS: [&str; 7] = ["-std=gnu2x", "-O1", "-g", "-Wall", "-Wextra", "-fno-builtin", "-I"];

/// All C tests, sorted by name.
pub fn c_tests(layout: &Layout) -> io::Result<Vec<Program>> {
    let base = layout.c_tests();
    let mut arguments: Vec<OsString> = C_TEST_FLAGS.map(OsString::from).to_vec();
    arguments.push(base.clone().into());
    let sources = files_below(&base);
    let headers = sources.iter().filter(|file| file.extension().is_some_and(|extension| extension == "h"));
    let headers: Vec<PathBuf> = headers.cloned().collect();
    let mut tests = Vec::new();
    for source in sources {
        let Some(name) = source.strip_prefix(&base).ok().and_then(Path::to_str) else { continue };
        if let Some(name) = name.strip_suffix(".c").filter(|name| name.contains('/')) {
            tests.push(Program {
                name: name.to_owned(),
                sources: vec![source],
                arguments: arguments.clone(),
                dependencies: headers.clone(),
                run_with: Vec::new(),
            });
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

/// What clang prints when the compiler was content and the linker was not.
const LINKER_FAILED: &str = "linker command failed";

/// Why there is no binary.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// One line.
    pub reason: &'static str,
    pub message: String,
}

impl Compiler {
    /// Brings `binary` up to date.
    fn compile(&self, program: &Program, binary: &Path) -> Result<(), Refusal> {
        if self.is_current(program, binary) {
            return Ok(());
        }
        let not_run =
            |error: io::Error| Refusal { reason: "can not be compiled", message: error.to_string() };
        fs::create_dir_all(binary.parent().unwrap_or(Path::new(""))).map_err(not_run)?;
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).args(&program.arguments).args(&program.sources);
        command.arg("-o").arg(binary).args(&self.libraries);
        let run = process::run(&mut command, Limits::total(LIMIT)).map_err(not_run)?;
        if run.end == End::Exited(0) {
            return Ok(());
        }
        let output = text::from_output(&run.output);
        let reason = if output.contains(LINKER_FAILED) { "does not link" } else { "does not compile" };
        Err(Refusal { reason, message: format!("compiler: {}\n{output}", run.end.describe()) })
    }

    fn is_current(&self, program: &Program, binary: &Path) -> bool {
        let modified = |path: &PathBuf| -> Option<SystemTime> { fs::metadata(path).ok()?.modified().ok() };
        let Some(built) = modified(&binary.to_owned()) else { return false };
        let all = program.sources.iter().chain(&program.dependencies).chain(&self.dependencies);
        all.filter_map(modified).all(|time| time < built)
    }
}

/// A program with its binary, or with the reason for having none.
pub type Compiled = (Program, Result<PathBuf, Refusal>);

/// Compiles `programs` into `directory`, keeping their order.
pub fn compile_all(compiler: &Compiler, programs: Vec<Program>, directory: &Path) -> Vec<Compiled> {
    let workers = thread::available_parallelism().map_or(2, usize::from).min(programs.len().max(1));
    let share = programs.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = programs
            .chunks(share)
            .map(|part| {
                scope.spawn(move || {
                    let compile = |program: &Program| {
                        let binary = directory.join(&program.name);
                        let result = compiler.compile(program, &binary);
                        (program.clone(), result.map(|()| binary))
                    };
                    part.iter().map(compile).collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("a compiling thread does not panic")).collect()
    })
}
