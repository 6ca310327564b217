use capos_schema::Interface;
use capos_schema::abi::{Operation, Status};
use capos_schema::methods::system_info::Ping;

use super::command_line::window_size;
use crate::terminal::attributes::WindowSize;
use crate::testing::{Kernel, Outcome, Process};

/// Runs a manifest that cannot be started; the log says why.
fn refused(kernel: Kernel, reason: &str) {
    let Outcome { status, log } = kernel.run();
    assert_eq!(status, 1, "{log}");
    assert!(log.contains(reason), "{log}");
}

fn kernel_with_main() -> Kernel {
    let mut kernel = Kernel::new();
    kernel.program("main", |_| 0);
    kernel
}

#[test]
fn a_process_of_the_manifest_runs_and_its_status_is_the_machines() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        let info = user.handle("info");
        let ended = user.call::<Ping>(info, |_| {});
        assert_eq!(ended.status, Status::Ok);
        7
    });
    kernel.process("main", &[("info", Interface::SystemInfo)]);
    let outcome = kernel.run();
    assert_eq!(outcome.status, 7, "{}", outcome.log);
    assert!(outcome.log.contains("capOS "));
}

#[test]
fn a_process_with_a_parent_gets_the_parents_capabilities() {
    let mut kernel = Kernel::new();
    kernel.program("main", |user| {
        // Until the child is done: its end is not seen from here, but the machine lives as long as this.
        user.operation(Operation::Timeout, 0, 50_000_000);
        0
    });
    kernel.program("other", |user| {
        assert_eq!(user.call::<Ping>(user.handle("info"), |_| {}).status, Status::Ok);
        assert_eq!(user.handle("timer"), 0);
        9
    });
    kernel.process("main", &[("info", Interface::SystemInfo), ("timer", Interface::Timer)]);
    kernel.process("other", &[("info", Interface::SystemInfo)]).parent = "main";
    let outcome = kernel.run();
    assert_eq!(outcome.status, 0, "{}", outcome.log);
    assert!(
        outcome.log.contains("process other (") && outcome.log.contains("exited with 9"),
        "{}",
        outcome.log
    );
}

#[test]
fn a_package_that_is_none_is_reported() {
    for (bytes, reason) in
        [(&b""[..], "header: magic"), (&[0; 4096], "header: magic"), (b"capOSpkg", "header: version")]
    {
        let Outcome { status, log } = Kernel::new().run_package(bytes);
        assert_eq!(status, 1);
        assert!(log.contains(reason), "{log}");
    }
}

#[test]
fn damaged_packages_never_panic_the_kernel() {
    let mut kernel = kernel_with_main();
    kernel.process("main", &[("info", Interface::SystemInfo)]);
    let good = kernel.package.build();
    drop(kernel);
    for at in (0..600).step_by(7) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x55;
        let mut kernel = Kernel::new();
        // The program as before; where the manifest is damaged it is not found, or has other grants.
        kernel.program("main", |_| 0);
        let Outcome { status, log } = kernel.run_package(&bytes);
        assert!(status == 0 || status == 1 || status == 139, "byte {at}: {status} {log}");
    }
}

#[test]
fn what_is_wrong_with_a_process_is_named() {
    refused(kernel_with_main(), "processes: none");

    let mut kernel = kernel_with_main();
    kernel.process("absent", &[]);
    refused(kernel, "process \"absent\": program: no file \"absent\"");

    let mut kernel = kernel_with_main();
    kernel.process("main", &[("handle", Interface::ProcessHandle)]);
    refused(kernel, "grant \"handle\": the kernel has no such object");

    let mut kernel = kernel_with_main();
    let grants = vec![("file", Interface::File, "no/such/file")];
    kernel.package.processes.push(Process { name: "main", program: "main", grants, ..Process::default() });
    refused(kernel, "grant \"file\"");

    let mut kernel = kernel_with_main();
    kernel.process("main", &[]).parent = "nobody";
    refused(kernel, "no earlier process \"nobody\"");

    let mut kernel = kernel_with_main();
    kernel.process("main", &[("info", Interface::SystemInfo)]);
    kernel.process("main", &[("other", Interface::SystemInfo)]).parent = "main";
    refused(kernel, "grant \"other\": the parent does not hold it");

    let mut kernel = kernel_with_main();
    kernel.process("main", &[("info", Interface::SystemInfo)]);
    kernel.process("main", &[("info", Interface::Timer)]).parent = "main";
    refused(kernel, "grant \"info\": interface: the parent's is another");
}

#[test]
fn the_command_line_tells_the_terminals_size() {
    let told = |rows, columns| Some(WindowSize { rows, columns, ..WindowSize::default() });
    assert_eq!(window_size("log=debug terminal=50x132"), told(50, 132));
    assert_eq!(window_size("terminal=1x65535 other"), told(1, 65535));
    for nothing in
        ["", "terminal", "terminal=", "terminal=50", "terminal=0x80", "terminal=24x0", "terminal=24x80x2"]
    {
        assert_eq!(window_size(nothing), None, "{nothing}");
    }
    assert_eq!(window_size("terminal=65536x80"), None);
    assert_eq!(window_size("terminal=-1x80"), None);
}
