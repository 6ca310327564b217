//! Tells the linker where its script is, and embeds the table of function names.
//!
//! `CAPOS_KERNEL_SYMBOLS` names the table, which mk/kernel.mk makes from a first link; without it the panic
//! report has addresses only.

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=linker.ld");
    println!("cargo::rerun-if-env-changed=CAPOS_KERNEL_SYMBOLS");
    let variable =
        |name: &str| PathBuf::from(env::var_os(name).unwrap_or_else(|| panic!("cargo sets {name}")));
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "none") {
        println!(
            "cargo::rustc-link-arg-bins=-T{}",
            variable("CARGO_MANIFEST_DIR").join("linker.ld").display()
        );
    }
    let table = match env::var_os("CAPOS_KERNEL_SYMBOLS") {
        Some(path) => {
            println!("cargo::rerun-if-changed={}", path.display());
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        }
        None => String::new(),
    };
    let copy = variable("OUT_DIR").join("symbols.txt");
    std::fs::write(&copy, table).unwrap_or_else(|error| panic!("{}: {error}", copy.display()));
}
