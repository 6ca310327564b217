//! capnp's own code for the schema.

fn main() {
    let compiled =
        capnpc::CompilerCommand::new().src_prefix("../../schema").file("../../schema/capos.capnp").run();
    compiled.expect("the schema compiles");
}
