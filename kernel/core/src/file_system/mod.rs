//! File systems: what a Namespace binds together and a File is open on.
//!
//! | part | what |
//! | --- | --- |
//! | `traits` | `FileSystem`, what every kind of tree can do |
//! | `node` | a counted reference to one file of a tree |
//! | `identity` | who asks, and what modes permit |
//! | `view`, `walk` | several trees bound into one, and the paths through them |
//! | `package`, `ram`, `ext4`, `devices`, `empty` | the trees there are |
//! | `unnamed` | files in memory without a name |
//! | `locks` | advisory locks |
//! | `usage` | who writes to a file, and whether it runs |

mod devices;
mod empty;
mod ext4;
mod identity;
mod locks;
mod node;
mod package;
mod ram;
mod traits;
mod transfer;
mod unnamed;
mod usage;
mod view;
mod walk;

pub use devices::Devices;
pub use empty::EmptyVolume;
pub use ext4::{Ext4Volume, note_mounted, shut_down, write_back_some};
pub use identity::{Access, Identity};
pub use locks::{LockKind, LockOwner, LockTable, Range, Refused, begin_wait, end_wait};
pub use node::NodeReference;
pub use package::PackageVolume;
pub use ram::RamVolume;
pub use traits::{
    Change, Entry, FileLocks, FileResult, FileSystem, Inode, Kind, Listed, NewNode, Opened, Rename,
    SetAttribute, Statistics, Status, Time,
};
pub use unnamed::unnamed_file;
pub use usage::{Running, Usage};
pub use view::{Position, View};
pub use walk::{Found, Last, Walk};

#[cfg(test)]
mod tests;
