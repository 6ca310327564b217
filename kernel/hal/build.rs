//! Links the self-test as the kernel is linked.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=../linker.ld");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "none") {
        let directory = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
        println!("cargo::rustc-link-arg-examples=-T{directory}/../linker.ld");
    }
}
