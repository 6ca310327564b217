//! Boots with a script in QEMU's place: ends, hangs, panics, conversations, and that nothing is left running.

mod common;

use capos_test_runner::machine::{BootEnd, boot, converse};
use capos_test_runner::process::Limits;
use common::Scratch;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const LONG: Limits = Limits { total: Duration::from_secs(30), silence: None };

#[test]
fn the_status_comes_from_the_exit_device() {
    let scratch = Scratch::new("status");
    let boot = boot(&scratch.machine("printf 'hello\\r\\n'; exit 85"), Path::new("p"), LONG).unwrap();
    assert_eq!(boot.serial, "hello\n");
    assert_eq!(boot.end, BootEnd::PoweredOff(42));
}

#[test]
fn the_command_line_is_the_documented_one() {
    let scratch = Scratch::new("command");
    let mut machine = scratch.machine("echo \"$@\"; exit 1");
    machine.kernel_arguments = "log=debug".to_owned();
    let boot = boot(&machine, Path::new("x.pkg"), LONG).unwrap();
    assert_eq!(
        boot.serial,
        "-accel tcg -M q35 -cpu max -m 128 -nodefaults -display none -no-reboot \
         -device isa-debug-exit,iobase=0xf4,iosize=4 -serial stdio -kernel kernel -initrd x.pkg -append log=debug\n"
    );
}

#[test]
fn a_reset_is_not_a_success() {
    let scratch = Scratch::new("reset");
    let boot = boot(&scratch.machine("echo text; exit 0"), Path::new("p"), LONG).unwrap();
    assert_eq!(boot.end, BootEnd::Lost("QEMU ended with exit status 0".to_owned()));
}

#[test]
fn a_qemu_that_can_not_start_is_not_a_success() {
    let scratch = Scratch::new("start");
    let boot = boot(&scratch.machine("echo 'qemu: no such file' >&2; exit 1"), Path::new("p"), LONG).unwrap();
    assert_eq!(boot.end, BootEnd::Lost("QEMU did not start the machine".to_owned()));
    assert_eq!(boot.tail(), "qemu: no such file");
}

#[test]
fn a_panic_is_one_even_if_the_machine_then_powers_off() {
    let scratch = Scratch::new("panic");
    let boot = boot(&scratch.machine("echo; echo 'kernel panic: no frames'; exit 1"), Path::new("p"), LONG);
    assert_eq!(boot.unwrap().end, BootEnd::Panicked);
}

#[test]
fn a_hang_ends_at_the_limit_and_leaves_no_process() {
    let scratch = Scratch::new("hang");
    let pid_file = scratch.path().join("pid");
    // A child of the "emulator" that holds its output open must go as well.
    let body = format!("sleep 300 & echo $! > {}; echo started; wait", pid_file.display());
    let start = Instant::now();
    let limits = Limits::total(Duration::from_millis(500));
    let boot = boot(&scratch.machine(&body), Path::new("p"), limits).unwrap();
    assert_eq!(boot.end, BootEnd::Hung("hang: not ended after 0.5 s".to_owned()));
    assert_eq!(boot.tail(), "started");
    assert!(start.elapsed() < Duration::from_secs(10));
    assert!(is_gone(fs::read_to_string(pid_file).unwrap().trim()));
}

#[test]
fn silence_ends_a_boot_that_talks_too_rarely() {
    let scratch = Scratch::new("silence");
    let limits = Limits { total: Duration::from_secs(30), silence: Some(Duration::from_millis(800)) };
    let body = "for i in 1 2 3 4; do echo $i; sleep 0.3; done; sleep 300";
    let boot = boot(&scratch.machine(body), Path::new("p"), limits).unwrap();
    assert_eq!(boot.end, BootEnd::Hung("hang: no output for 0.8 s".to_owned()));
    assert_eq!(boot.serial, "1\n2\n3\n4\n");
}

#[test]
fn what_is_typed_reaches_the_machine() {
    let scratch = Scratch::new("typing");
    let machine = scratch.machine("printf 'name? '; read name; echo \"hello $name\"; exit 1");
    let boot = converse(&machine, Path::new("p"), LONG, |output| {
        output.ends_with(b"? ").then(|| b"capOS\n".to_vec())
    });
    let boot = boot.unwrap();
    assert_eq!(boot.serial, "name? hello capOS\n");
    assert_eq!(boot.end, BootEnd::PoweredOff(0));
}

/// Whether the process has ended; a zombie whose parent has not collected it yet has.
fn is_gone(pid: &str) -> bool {
    let deadline = Instant::now() + Duration::from_secs(5);
    while Instant::now() < deadline {
        match fs::read_to_string(format!("/proc/{pid}/stat")) {
            Err(_) => return true,
            Ok(stat) if stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('Z')) => return true,
            Ok(_) => std::thread::sleep(Duration::from_millis(10)),
        }
    }
    false
}
