//! Generates `capos_capnp.rs` and `methods.rs` from the schema: `capos-schema-generator SCHEMA OUTPUT_DIR`.
//!
//! The kernel and its processes carry calls themselves, so of an interface they need the Params and Results
//! structs and the methods' numbers, not capnp's RPC clients and servers. `request` turns each interface of
//! the compiler's request into a scope that holds those structs before capnpc sees it: the code that comes out
//! allocates nothing. `methods` writes one marker type per method.

mod methods;
mod request;

use std::path::Path;
use std::process::{Command, ExitCode};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [schema, output] = arguments.as_slice() else {
        eprintln!("usage: capos-schema-generator SCHEMA OUTPUT_DIR");
        return ExitCode::from(2);
    };
    match generate(Path::new(schema), Path::new(output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", schema.display());
            ExitCode::FAILURE
        }
    }
}

fn generate(schema: &Path, output: &Path) -> Result<()> {
    let prefix = schema.parent().ok_or("the schema has no parent folder")?;
    let compiled =
        Command::new("capnp").args(["compile", "-o-", "--src-prefix"]).arg(prefix).arg(schema).output()?;
    if !compiled.status.success() {
        return Err(String::from_utf8_lossy(&compiled.stderr).into());
    }
    let interfaces = request::interfaces(&compiled.stdout)?;
    let rewritten = request::without_rpc(&compiled.stdout)?;
    capnpc::codegen::CodeGenerationCommand::new().output_directory(output).run(&rewritten[..])?;
    std::fs::write(output.join("methods.rs"), methods::generate(&interfaces))?;
    Ok(())
}
