//! Reading one's processor time without a call.

use alloc::sync::Arc;

use capos_schema::methods::self_process::MapProcessorTime;

use crate::interfaces::mapping::{map_page, refuse};
use crate::object::{Call, CallResult};
use crate::thread::ProcessorTime;

pub(super) fn map(call: &mut Call<'_>) -> CallResult {
    let thread = Arc::clone(call.thread());
    let (all, own) = (call.process().usage().time, thread.times().get());
    let others = ProcessorTime {
        user: all.user.saturating_sub(own.user),
        system: all.system.saturating_sub(own.system),
    };
    let page = thread.times().page(others, call.address_space().account());
    let page = page.map_err(|error| refuse(call, error))?;
    map_page::<MapProcessorTime>(call, &page)
}
