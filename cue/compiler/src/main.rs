//! `capos-manifest`: builds boot packages from CUE packages and prints them.

use capos_manifest::boot_files::Roots;
use capos_manifest::build::{build, check};
use capos_manifest::inspect::describe;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

const USAGE: &str = "\
usage: capos-manifest build DIRECTORY OUTPUT   the CUE package in DIRECTORY as a boot package, and OUTPUT.d,
                                               its dependencies for make
       capos-manifest check DIRECTORY          only the manifest, not the files it names
       capos-manifest inspect PACKAGE          what a boot package holds
Runs in the root of the repository. Sources below target/ are taken from TARGET_DIR, if that is set.";

/// The CUE module, relative to the root of the repository.
const MODULE: &str = "cue";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match *arguments {
        ["build", directory, output] => run_build(directory.as_ref(), output.as_ref()),
        ["check", directory] => run_check(directory.as_ref()),
        ["inspect", package] => run_inspect(package.as_ref()),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run_build(directory: &Path, output: &Path) -> Result<(), String> {
    let target = env::var_os("TARGET_DIR").map_or("target".into(), PathBuf::from);
    let roots = Roots { repository: PathBuf::new(), target };
    let built = build(MODULE.as_ref(), directory, &roots)?;
    let mut depfile = output.as_os_str().to_owned();
    depfile.push(".d");
    write(output, &built.package)?;
    write(depfile.as_ref(), make_rule(output, &built.dependencies).as_bytes())
}

fn run_check(directory: &Path) -> Result<(), String> {
    let checked = check(MODULE.as_ref(), directory)?;
    match checked.report.is_clean() {
        true => Ok(()),
        false => Err(checked.report.to_string().trim_end().to_owned()),
    }
}

fn run_inspect(package: &Path) -> Result<(), String> {
    let bytes = fs::read(package).map_err(|error| format!("{}: {error}", package.display()))?;
    let text = describe(&bytes).map_err(|error| format!("{}: {error}", package.display()))?;
    print!("{text}");
    Ok(())
}

fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    let directory = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(directory)
        .and_then(|()| fs::write(path, content))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// A rule that makes `target` depend on the files, and an empty rule for each of them, so that make goes on
/// when one is gone.
fn make_rule(target: &Path, dependencies: &[PathBuf]) -> String {
    let escape = |path: &Path| path.display().to_string().replace('$', "$$").replace(' ', "\\ ");
    let names: Vec<String> = dependencies.iter().map(|path| escape(path)).collect();
    let empty: String = names.iter().map(|name| format!("{name}:\n")).collect();
    format!("{}: {}\n{empty}", escape(target), names.join(" "))
}
