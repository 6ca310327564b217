use capos_schema::Interface;
use capos_schema::abi::Status;
use capos_schema::methods::system_info::Ping;

use crate::testing::Kernel;

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
    assert!(outcome.log.contains("capOS 0.1.0"));
}
