//! `SignalTimer`: a timer that sends its maker a signal.

use alloc::sync::Arc;

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::timer_setting;
use capos_schema::methods::signal_timer::{Get, Set};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object, struct_room};
use crate::signal;

const SETTING_ROOM: usize = struct_room::<timer_setting::Owned>();

/// The timer stops with the last capability for it.
pub struct SignalTimer(Arc<signal::SignalTimer>);

impl SignalTimer {
    pub fn new(timer: Arc<signal::SignalTimer>) -> Self {
        SignalTimer(timer)
    }

    fn set(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Set>();
        let params = message.get()?;
        call.check_results::<Set>(0)?;
        let before = self.0.set(params.get_first(), params.get_interval(), params.get_absolute())?;
        call.answer::<Set>(0, |results| before.write(results))
    }

    fn get(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<Get>(SETTING_ROOM)?;
        let (setting, counts) = (self.0.setting(), self.0.counts());
        call.answer::<Get>(SETTING_ROOM, |mut results| {
            setting.write(results.reborrow().init_setting());
            results.set_overruns(counts.overruns);
            results.set_expirations(counts.expirations);
        })
    }
}

impl Drop for SignalTimer {
    fn drop(&mut self) {
        self.0.disarm();
    }
}

impl Object for SignalTimer {
    fn interface(&self) -> Interface {
        Interface::SignalTimer
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Set::ORDINAL => self.set(call),
            Get::ORDINAL => self.get(call),
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        Readiness::NONE
    }
}
