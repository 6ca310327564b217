//! Generates `capos_capnp.rs` and `methods.rs` from the schema: `capos-schema-generator SCHEMA OUTPUT_DIR`.
//!
//! The kernel and its processes carry calls themselves, so of an interface they need the messages' structs and the methods'
//! numbers, not capnp's RPC clients and servers; and their messages are of one segment, which `capos_schema::message` reads
//! and writes in place. `request` reads what the schema compiler says into `model`, `messages` writes the structs and
//! enums, `methods` one marker type per method.

mod messages;
mod methods;
mod model;
mod names;
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
    let items = request::items(&compiled.stdout)?;
    std::fs::write(output.join("capos_capnp.rs"), messages::generate(&items))?;
    std::fs::write(output.join("methods.rs"), methods::generate(&items))?;
    Ok(())
}
