//! Fixed-layout structures shared by kernel and processes (docs/abi.md).

pub mod boot_package;
pub mod capset;
pub mod clock_page;
pub mod completion;
pub mod counter;
pub mod directory_entry;
pub mod entry;
pub mod handle;
pub mod limits;
pub mod memory;
pub mod ring;
pub mod robust_list;
pub mod signal;
pub mod socket;
pub mod startup;
pub mod submission;

pub use completion::{Completion, Fault, Status};
pub use handle::Handle;
pub use socket::SocketReports;
pub use submission::{BulkPart, Glance, Operation, Readiness, Sharing, Submission, SubmissionFlags};
