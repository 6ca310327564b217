//! Local sockets: messages and capabilities on their way between processes of this machine.
//!
//! | part | what |
//! | --- | --- |
//! | `endpoint` | one socket: whom it is connected to, what has arrived |
//! | `connection` | listening, accepting and connecting |
//! | `ending` | shutting down, closing, and what the peer learns of it |
//! | `exchange` | messages from one endpoint to another |
//! | `inbox` | what has arrived, and what is charged for it |
//! | `rights` | capabilities within messages, and why they can not keep each other alive |
//! | `names` | which endpoint has which file |
//!
//! The capability for an endpoint is `interfaces::LocalSocket`.

mod connection;
mod ending;
mod endpoint;
mod exchange;
mod inbox;
mod names;
mod rights;

pub use endpoint::{Credentials, Endpoint, Kind, MAX_NAME, Name};
pub use exchange::{Received, Sent, Taken};
pub use inbox::MAX_MESSAGE;
pub use names::find;
pub use rights::{MAX_RIGHTS, Rights, Travel};
