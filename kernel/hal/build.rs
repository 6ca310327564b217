//! Links the self-test as the kernel is linked, and embeds its table of function names.
//!
//! `CAPOS_SELF_TEST_SYMBOLS` names the table; see kernel/build.rs.

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=../linker.ld");
    println!("cargo::rerun-if-env-changed=CAPOS_SELF_TEST_SYMBOLS");
    let variable =
        |name: &str| PathBuf::from(env::var_os(name).unwrap_or_else(|| panic!("cargo sets {name}")));
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "none") {
        let script = variable("CARGO_MANIFEST_DIR").join("../linker.ld");
        println!("cargo::rustc-link-arg-examples=-T{}", script.display());
    }
    let table = match env::var_os("CAPOS_SELF_TEST_SYMBOLS") {
        Some(path) => {
            println!("cargo::rerun-if-changed={}", path.display());
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        }
        None => String::new(),
    };
    let copy = variable("OUT_DIR").join("symbols.txt");
    std::fs::write(&copy, table).unwrap_or_else(|error| panic!("{}: {error}", copy.display()));
}
