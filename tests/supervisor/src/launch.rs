//! Starts a test program with the authority of an ordinary C program.

use alloc::vec;
use alloc::vec::Vec;
use core::iter;

use capos_rt::call::ZERO_WORD;
use capos_rt::schema::abi::Handle;
use capos_rt::startup::capset;
use capos_rt::{
    Capability, Error, Grant, ProcessHandle, ProcessSpawner, Quota, Result, encode_launch_parameters,
};

/// What a test may use at most; more than the manifest's limit for ordinary programs.
const QUOTA: Quota = Quota { memory_pages: 16384, capabilities: 256, processes: 16 };

/// Words of the LaunchParameters: a path and two variables.
const LAUNCH_WORDS: usize = 1024;

/// Standard input is empty, as it is for the same test on the build machine.
const DESCRIPTORS: [(u32, &str); 3] = [(0, "no_input"), (1, "terminal"), (2, "terminal")];

/// Starts `program` with arguments, words between spaces, and with all that the supervisor was granted.
pub fn start(
    spawner: &Capability<ProcessSpawner>,
    program: &str,
    arguments: &str,
) -> Result<Capability<ProcessHandle>> {
    let mut grants = Vec::new();
    for entry in capset() {
        let name = core::str::from_utf8(entry.name()).map_err(|_| Error::BadResults)?;
        grants.push(Grant { name, capability: Handle::from_bits(entry.handle) });
    }
    let words: Vec<&[u8]> =
        iter::once(program).chain(arguments.split_whitespace()).map(str::as_bytes).collect();
    let mut room = vec![ZERO_WORD; LAUNCH_WORDS];
    let environment = [&b"LANG=C.UTF-8"[..], b"TERM=vt100"];
    let launch = encode_launch_parameters(&mut room, &words, &environment, b"/", &DESCRIPTORS);
    spawner.spawn(program, &grants, QUOTA, launch.ok_or(Error::BadResults)?)
}
