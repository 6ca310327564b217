//! What the build scripts of the kernel and of its self-test have in common: a table of function names to embed, and the
//! script by which the linker lays the program out.

use std::env;
use std::path::PathBuf;

/// Links the targets of that kind ("bins", "examples") by the script. The variable names the table, which mk/kernel.mk
/// makes from a first link; without it the panic report has addresses only.
pub fn link(script: &str, targets: &str, variable: &str) {
    println!("cargo::rerun-if-changed={script}");
    println!("cargo::rerun-if-env-changed={variable}");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "none") {
        let script = of_cargo("CARGO_MANIFEST_DIR").join(script);
        println!("cargo::rustc-link-arg-{targets}=-T{}", script.display());
    }
    let table = match env::var_os(variable) {
        Some(path) => {
            println!("cargo::rerun-if-changed={}", path.display());
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        }
        None => String::new(),
    };
    let copy = of_cargo("OUT_DIR").join("symbols.txt");
    std::fs::write(&copy, table).unwrap_or_else(|error| panic!("{}: {error}", copy.display()));
}

fn of_cargo(name: &str) -> PathBuf {
    env::var_os(name).unwrap_or_else(|| panic!("cargo sets {name}")).into()
}
