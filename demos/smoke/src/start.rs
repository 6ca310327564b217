//! What the process starts with: CapSet, LaunchParameters, start-up block.

use alloc::string::String;
use alloc::vec::Vec;

use capos_rt::schema::abi::capset::CapSetEntry;
use capos_rt::startup::{capset, launch_bytes, lookup, startup, with_launch};
use capos_rt::{Console, Interface, Timer};

use crate::check::Check;

pub fn run(check: &mut Check) {
    let startup = startup();
    check.that(startup.process_id > 0, "the process has an id");
    check.that(startup.random != [0; 32], "the start-up block has random bytes");
    check.that(startup.stack_high.is_multiple_of(16), "the stack is aligned");
    check.equal(capset().len(), 19, "the CapSet has the manifest's grants and no other");
    check.equal(
        lookup("console").map(|entry| entry.interface),
        Some(Interface::Console.id()),
        "console is there",
    );
    check.that(lookup("nothing").is_none(), "a name that was not granted is absent");
    check.that(capos_rt::startup::granted::<Timer>("console").is_none(), "a grant is not another interface");
    check.that(capos_rt::startup::granted::<Console>("console").is_some(), "a grant is its interface");
    let names: Vec<&[u8]> = capset().iter().map(CapSetEntry::name).collect();
    check.that((1..names.len()).all(|index| !names[..index].contains(&names[index])), "the names differ");
    launch(check);
}

fn launch(check: &mut Check) {
    check.that(launch_bytes().len().is_multiple_of(8), "LaunchParameters are whole words");
    let texts = with_launch(|launch| {
        let arguments: Vec<Vec<u8>> =
            launch.get_arguments()?.iter().filter_map(Result::ok).map(Vec::from).collect();
        let environment: Vec<String> = launch
            .get_environment()?
            .iter()
            .filter_map(Result::ok)
            .map(|variable| String::from_utf8_lossy(variable).into_owned())
            .collect();
        Ok((arguments, environment))
    });
    let Some((arguments, environment)) = check.works(texts, "LaunchParameters can be read") else { return };
    check.equal(
        arguments,
        [&b"smoke"[..], b"first argument", b""].map(Vec::from).to_vec(),
        "argv is the manifest's, an empty argument included",
    );
    check.that(environment.iter().any(|variable| variable == "GREETING=hello"), "envp has a variable");
    check.that(environment.iter().any(|variable| variable == "EMPTY="), "envp has an empty variable");
}
