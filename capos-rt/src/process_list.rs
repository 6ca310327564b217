//! Client of `ProcessList`.

use capos_schema::capos_capnp::ErrorCode;
pub use capos_schema::capos_capnp::process_list::State;
use capos_schema::capos_capnp::process_list::next_results::Reader;
use capos_schema::methods::process_list as methods;

use crate::call::ask_with;
use crate::capability::interfaces::ProcessList;
use crate::system_info::ShortText;
use crate::{Capability, Error, Result};

/// One process as everybody who may know of it sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ListedProcess {
    pub process: u64,
    pub parent: u64,
    pub group: u64,
    pub session: u64,
    pub state: State,
    pub threads: u32,
    pub max_resident_pages: u64,
    pub user_nanoseconds: u64,
    pub system_nanoseconds: u64,
    /// The beginning of it.
    pub name: ShortText,
}

impl Capability<ProcessList> {
    /// The process with the lowest number above that; `None` behind the last.
    pub fn next(&self, after: u64) -> Result<Option<ListedProcess>> {
        let read = |results: Reader<'_>| {
            Ok(ListedProcess {
                process: results.get_process(),
                parent: results.get_parent(),
                group: results.get_group(),
                session: results.get_session(),
                state: results.get_state()?,
                threads: results.get_threads(),
                max_resident_pages: results.get_max_resident_pages(),
                user_nanoseconds: results.get_user_nanoseconds(),
                system_nanoseconds: results.get_system_nanoseconds(),
                name: ShortText::beginning(results.get_name())?,
            })
        };
        let fill = |mut params: capos_schema::capos_capnp::process_list::next_params::Builder<'_>| {
            params.set_after(after);
        };
        match ask_with::<methods::Next, 2, 64, _>(self.handle(), fill, read) {
            Ok(found) => Ok(Some(found)),
            Err(Error::Exception(ErrorCode::NotFound)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
