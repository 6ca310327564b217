//! The QEMU command line: the only place that makes one.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The machine that capOS boots on.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The emulator; the runner's own tests put a script here.
    pub qemu: PathBuf,
    pub kernel: PathBuf,
    pub memory_mib: u32,
    /// The kernel's command line, such as `log=debug`.
    pub kernel_arguments: String,
    /// Images of its disks, in order.
    pub disks: Vec<PathBuf>,
    /// Whether it has a network interface: of a network of its own, at whose address 10.0.2.2 it reaches this machine's
    /// loopback.
    pub network: bool,
}

/// What the serial line is connected to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Console {
    /// The standard streams as they are.
    Pipes,
    /// The terminal in raw mode; Ctrl-A x ends QEMU.
    Terminal,
}

/// I/O port of the device through which the kernel ends QEMU with a status.
const EXIT_PORT: &str = "isa-debug-exit,iobase=0xf4,iosize=4";

impl Machine {
    pub const MEMORY_MIB: u32 = 128;

    pub fn command(&self, package: &Path, console: Console) -> Command {
        let mut command = Command::new(&self.qemu);
        command.args(["-accel", "tcg", "-M", "q35", "-cpu", "max", "-m"]).arg(self.memory_mib.to_string());
        command.args(["-nodefaults", "-display", "none", "-no-reboot", "-device", EXIT_PORT]);
        match console {
            Console::Pipes => command.args(["-serial", "stdio"]),
            Console::Terminal => command.args([
                "-chardev",
                "stdio,id=terminal,mux=on,signal=off",
                "-serial",
                "chardev:terminal",
                "-mon",
                "chardev=terminal,mode=readline",
            ]),
        };
        for (number, image) in self.disks.iter().enumerate() {
            // A comma in a value is written twice.
            let image = image.display().to_string().replace(',', ",,");
            command.arg("-drive").arg(format!("if=none,id=disk{number},format=raw,file={image}"));
            command.arg("-device").arg(format!("virtio-blk-pci,drive=disk{number},disable-legacy=on"));
        }
        if self.network {
            command.args(["-netdev", "user,id=network"]);
            command.args(["-device", "virtio-net-pci,netdev=network,disable-legacy=on,romfile="]);
        }
        command.arg("-kernel").arg(&self.kernel).arg("-initrd").arg(package);
        if !self.kernel_arguments.is_empty() {
            command.arg("-append").arg(&self.kernel_arguments);
        }
        command
    }
}

/// The status that the kernel powered off with, from QEMU's exit code: the device makes it odd. `None` if QEMU
/// ended for another reason.
pub fn kernel_status(qemu_code: i32) -> Option<i32> {
    (qemu_code & 1 == 1).then_some(qemu_code >> 1)
}
