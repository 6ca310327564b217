//! `boot`: the kernel's main function.

use capos_hal::boot::BootInfo;
use capos_hal::{frame, log, power};

use super::{Services, callbacks, command_line, processes};
use crate::boot_package::BootPackage;
use crate::scheduler;

/// Status of a machine whose boot package starts nothing.
const BAD_PACKAGE: i32 = 1;

/// Starts what the boot package says, and then idles whenever nothing is to be done.
pub fn boot(info: BootInfo) -> ! {
    crate::log::configure(info.command_line);
    log!("capOS {}: {} MiB", env!("CARGO_PKG_VERSION"), frame::total() / 256);
    let package = match BootPackage::open(info.package) {
        Ok(package) => package,
        Err(error) => {
            log!("{error}");
            power::off(BAD_PACKAGE);
        }
    };
    let mut services = match Services::new(package) {
        Ok(services) => services,
        Err(error) => {
            log!("{error}");
            power::off(BAD_PACKAGE);
        }
    };
    callbacks::install(&services.terminal);
    if let Some(size) = command_line::window_size(info.command_line) {
        services.terminal.resize(size);
    }
    if let Err(error) = processes::start(&mut services) {
        log!("{error}");
        power::off(BAD_PACKAGE);
    }
    drop(services);
    scheduler::become_idle()
}
