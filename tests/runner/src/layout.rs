//! Where things lie, relative to the root of the repository, and the tools' names.

use crate::machine::Machine;
use capos_manifest::boot_files::Roots;
use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Paths of the repository and of what make builds.
#[derive(Clone, Debug)]
pub struct Layout {
    pub root: PathBuf,
    /// `TARGET_DIR` of the Makefile.
    pub target: PathBuf,
}

/// What one C test may take in the guest (`cue/system-test` tells the supervisor the same), and natively, where
/// glibc takes ten seconds for a field of `INT_MAX` columns.
pub const GUEST_TEST_LIMIT: Duration = Duration::from_secs(20);
pub const NATIVE_TEST_LIMIT: Duration = Duration::from_secs(60);

impl Layout {
    /// The repository that is the working directory; make exports `TARGET_DIR`.
    pub fn from_environment() -> Self {
        let target = env::var_os("TARGET_DIR").map_or("target".into(), PathBuf::from);
        Layout { root: PathBuf::new(), target }
    }

    /// Where the manifests' files lie.
    pub fn roots(&self) -> Roots {
        Roots { repository: self.root.clone(), target: self.target.clone() }
    }

    pub fn c_tests(&self) -> PathBuf {
        self.root.join("tests/c")
    }

    /// Where the binaries of one group go.
    pub fn binaries(&self, group: &str) -> PathBuf {
        self.target.join("tests").join(group)
    }

    /// Where `cue/system-test` takes the programs of a boot from.
    pub fn guest(&self) -> PathBuf {
        self.target.join("tests/guest")
    }

    /// A folder for each suite of others' programs.
    pub fn third_party(&self) -> PathBuf {
        self.root.join("tests/third-party")
    }

    pub fn smokes(&self) -> PathBuf {
        self.root.join("tests/smokes")
    }

    pub fn expected_failures(&self) -> PathBuf {
        self.root.join("tests/expected-failures.txt")
    }

    pub fn package(&self, system: &str) -> PathBuf {
        self.target.join("packages").join(format!("{system}.pkg"))
    }

    /// `NETWORK=1` gives the machine a network interface, `KERNEL` and `QEMU` name others than the usual
    /// ones, `DISKS` the images of disks, with colons between, and `MEMORY` says how many MiB there are.
    pub fn machine(&self) -> Machine {
        let path =
            |variable: &str, usual: &Path| env::var_os(variable).map_or(usual.to_owned(), PathBuf::from);
        Machine {
            qemu: path("QEMU", Path::new("qemu-system-x86_64")),
            kernel: path("KERNEL", &self.target.join("capos-kernel")),
            memory_mib: env::var("MEMORY")
                .ok()
                .and_then(|mib| mib.parse().ok())
                .unwrap_or(Machine::MEMORY_MIB),
            kernel_arguments: env::var("KERNEL_ARGUMENTS").unwrap_or_default(),
            network: env::var_os("NETWORK").is_some_and(|value| value == "1"),
            disks: env::var_os("DISKS").map(|paths| env::split_paths(&paths).collect()).unwrap_or_default(),
        }
    }
}
