//! Starts a test program with the authority of an ordinary C program.

use alloc::vec;
use alloc::vec::Vec;
use core::iter;

use capos_rt::call::ZERO_WORD;
use capos_rt::schema::abi::Handle;
use capos_rt::startup::capset;
use capos_rt::{
    Capability, Error, Grant, ProcessHandle, ProcessSpawner, Program, Quota, Result, SpawnAttributes,
    encode_launch_parameters,
};

use crate::place::Place;

/// What a test may use at most; more than the manifest's limit for ordinary programs.
const QUOTA: Quota = Quota { memory_pages: 16384, capabilities: 256, processes: 16 };

/// The same with a capability for every descriptor that POSIX lets it have, and the processes that the stress tests make.
const APART_QUOTA: Quota = Quota { capabilities: 1280, processes: 64, ..QUOTA };

/// Words of the LaunchParameters: a path and two variables.
const LAUNCH_WORDS: usize = 1024;

/// Standard input is empty, as it is for the same test on the build machine.
const DESCRIPTORS: [(u32, &str); 3] = [(0, "no_input"), (1, "terminal"), (2, "terminal")];
const APART_DESCRIPTORS: [(u32, &str); 3] = [(0, "no_input"), (1, OUTPUT), (2, OUTPUT)];

/// The library takes the flags of a descriptor from such a name: `O_RDWR | O_APPEND`.
const OUTPUT: &str = "fd.1.2002";

const ENVIRONMENT: [&[u8]; 3] = [b"LANG=C.UTF-8", b"TERM=vt100", b"TMPDIR=/tmp"];

/// Starts `program` with arguments, words between spaces, and with all that the supervisor was granted.
pub fn start(
    spawner: &Capability<ProcessSpawner>,
    program: &str,
    arguments: &str,
) -> Result<Capability<ProcessHandle>> {
    let mut room = vec![ZERO_WORD; LAUNCH_WORDS];
    let words = words(program, arguments);
    let launch = encode_launch_parameters(&mut room, &words, &ENVIRONMENT[..2], b"/", &DESCRIPTORS);
    spawner.spawn(program, &own_grants()?, QUOTA, launch.ok_or(Error::BadResults)?)
}

/// The same as a child that leads a session, in a place of its own. Gives its number.
pub fn start_apart(
    spawner: &Capability<ProcessSpawner>,
    program: &str,
    arguments: &str,
    place: &Place,
) -> Result<u64> {
    let mut grants = own_grants()?;
    for grant in grants.iter_mut().filter(|grant| grant.name == "root") {
        grant.capability = place.tree.handle();
    }
    grants.push(Grant { name: OUTPUT, capability: place.output.handle() });
    let mut room = vec![ZERO_WORD; LAUNCH_WORDS];
    let words = words(program, arguments);
    let launch = encode_launch_parameters(
        &mut room,
        &words,
        &ENVIRONMENT,
        Place::WORKING_DIRECTORY,
        &APART_DESCRIPTORS,
    );
    let attributes = SpawnAttributes { as_child: true, new_session: true, ..SpawnAttributes::default() };
    let program = Program::Package(program);
    let spawned =
        spawner.spawn_with(program, &grants, APART_QUOTA, attributes, launch.ok_or(Error::BadResults)?)?;
    Ok(spawned.id)
}

fn own_grants() -> Result<Vec<Grant<'static>>> {
    let mut grants = Vec::new();
    for entry in capset() {
        let name = core::str::from_utf8(entry.name()).map_err(|_| Error::BadResults)?;
        grants.push(Grant { name, capability: Handle::from_bits(entry.handle) });
    }
    Ok(grants)
}

fn words<'a>(program: &'a str, arguments: &'a str) -> Vec<&'a [u8]> {
    iter::once(program).chain(arguments.split_whitespace()).map(str::as_bytes).collect()
}
