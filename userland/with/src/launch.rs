//! From this process to the program: its grants and launch parameters.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::convert::Infallible;

use capos_rt::call::ZERO_WORD;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, Error, Exec, File, Grant, Interface, Launch, Namespace, SelfProcess, startup};

use crate::message::{Message, explain};
use crate::options::Options;
use crate::program::{self, Program};
use crate::tree;

/// The grant that is the working directory of programs that libc-capos serves.
const DIRECTORY: &str = "cwd";

/// `PATH` where nobody set one.
const SEARCH_PATH: &[u8] = b"/bin";

/// What this process was started with.
pub struct Inherited {
    pub arguments: Vec<Vec<u8>>,
    environment: Vec<Vec<u8>>,
    descriptors: Vec<(u32, String)>,
    creation_mask: u16,
}

impl Inherited {
    pub fn read() -> capos_rt::Result<Self> {
        startup::with_launch(|launch| {
            let mut descriptors = Vec::new();
            for descriptor in launch.get_descriptors()? {
                let name = descriptor.get_capability()?.to_str().unwrap_or_default();
                descriptors.push((descriptor.get_number(), name.into()));
            }
            Ok(Inherited {
                arguments: owned(launch.get_arguments()?.iter())?,
                environment: owned(launch.get_environment()?.iter())?,
                descriptors,
                creation_mask: launch.get_creation_mask(),
            })
        })
    }

    fn search_path(&self) -> &[u8] {
        self.environment.iter().find_map(|variable| variable.strip_prefix(b"PATH=")).unwrap_or(SEARCH_PATH)
    }
}

fn owned<'a, E: Into<Error>>(
    texts: impl Iterator<Item = Result<&'a [u8], E>>,
) -> capos_rt::Result<Vec<Vec<u8>>> {
    texts.map(|text| text.map(ToOwned::to_owned).map_err(Into::into)).collect()
}

/// Becomes the program.
pub fn run(inherited: &Inherited, options: &Options<'_>) -> Result<Infallible, Message> {
    let whole = startup::granted_any::<Namespace>().ok_or("no Namespace: there is no program to be found")?;
    let myself =
        startup::granted_any::<SelfProcess>().ok_or("no SelfProcess: this can not become a program")?;
    let directory = startup::granted::<File>(DIRECTORY);
    let base = directory.as_ref().map_or(Handle::NONE, |directory| directory.handle());
    let program = program::find(&whole, base, &options.command, inherited.search_path())?;

    let (mut tree, mut place) = (None, None);
    if !options.parts.is_empty() {
        let selected = tree::select(&whole, base, &options.parts)?;
        place =
            directory.as_ref().and_then(|directory| tree::same_place(&whole, &selected, directory.handle()));
        tree = Some(selected);
    }
    let mut grants = Vec::new();
    for entry in startup::capset().iter().filter(|entry| options.keeps(entry)) {
        let name = core::str::from_utf8(entry.name()).unwrap_or_default();
        let mut capability = Handle::from_bits(entry.handle);
        if let Some(tree) = &tree {
            if capability == whole.handle() {
                capability = tree.handle();
            } else if entry.interface == Interface::Namespace.id() {
                // Another tree would show more than the parts.
                continue;
            } else if name == DIRECTORY {
                // One that is not in the tree would lead out of it.
                let Some(place) = &place else { continue };
                capability = place.handle();
            }
        }
        grants.push(Grant { name, capability });
    }
    become_program(inherited, &myself, &program, &grants).map_err(|error| explain(options.command[0], error))
}

fn become_program(
    inherited: &Inherited,
    myself: &Capability<SelfProcess>,
    program: &Program,
    grants: &[Grant<'_>],
) -> capos_rt::Result<Infallible> {
    let granted = |name: &str| grants.iter().any(|grant| grant.name == name);
    let launch = Launch {
        arguments: program.arguments.iter().map(Vec::as_slice),
        environment: inherited.environment.iter().map(Vec::as_slice),
        working_directory: b"/",
        // Only an absolute path says where it is.
        program: if program.path.starts_with(b"/") { &program.path } else { &[] },
        descriptors: inherited
            .descriptors
            .iter()
            .filter(|(_, name)| granted(name))
            .map(|(number, name)| (*number, name.as_str())),
        creation_mask: inherited.creation_mask,
    };
    let mut room = vec![ZERO_WORD; launch.words()];
    let launch = launch.encode(&mut room).ok_or(Error::BadResults)?;
    let name = core::str::from_utf8(&program.arguments[0]).unwrap_or("program");
    let start = startup::startup();
    myself.exec(Exec {
        file: &program.file,
        name,
        grants,
        blocked_signals: start.blocked_signals,
        ignored_signals: start.ignored_signals,
        launch,
    })?;
    // The kernel does not come back from an exec without an error.
    Err(Error::BadResults)
}
