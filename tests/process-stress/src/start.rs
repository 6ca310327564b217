//! Starts the C program, as a child that leads a session of its own.

use alloc::vec;
use alloc::vec::Vec;
use core::iter;

use capos_rt::call::ZERO_WORD;
use capos_rt::schema::abi::Handle;
use capos_rt::startup::{capset, granted};
use capos_rt::{
    Capability, Error, Grant, ProcessSpawner, Program, Quota, Result, SpawnAttributes,
    encode_launch_parameters,
};

/// Its path in the boot package, and in its Namespace.
const PROGRAM: &str = "bin/stress";
const PATH: &str = "/bin/stress";

const DESCRIPTORS: [(u32, &str); 3] = [(0, "terminal"), (1, "terminal"), (2, "terminal")];

pub struct Starter(Capability<ProcessSpawner>);

impl Starter {
    pub fn new() -> Option<Self> {
        let spawner = granted::<ProcessSpawner>("spawner")?;
        Some(Starter(Capability::from_handle(capos_rt::capability::duplicate(spawner.handle()).ok()?)))
    }
}

/// Starts it with arguments, words between spaces, and everything that this program was granted; gives its number.
pub fn start(starter: &Starter, arguments: &str, quota: Quota) -> Result<u64> {
    let mut grants = Vec::new();
    for entry in capset() {
        let name = core::str::from_utf8(entry.name()).map_err(|_| Error::BadResults)?;
        grants.push(Grant { name, capability: Handle::from_bits(entry.handle) });
    }
    let words: Vec<&[u8]> = iter::once(PATH).chain(arguments.split_whitespace()).map(str::as_bytes).collect();
    let mut room = vec![ZERO_WORD; 128];
    let launch = encode_launch_parameters(&mut room, &words, &[], b"/", &DESCRIPTORS);
    let attributes = SpawnAttributes { as_child: true, new_session: true, ..SpawnAttributes::default() };
    let program = Program::Package(PROGRAM);
    let spawned =
        starter.0.spawn_with(program, &grants, quota, attributes, launch.ok_or(Error::BadResults)?)?;
    Ok(spawned.id)
}
