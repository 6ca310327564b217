//! `SignalTimer`: a timer that sends its maker a signal.

use alloc::sync::Arc;

use capos_schema::abi::{Fault, Readiness};
use capos_schema::methods::signal_timer::{Get, Set};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object, Outcome};
use crate::signal;

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
        call.results::<Set>(0, |mut results| {
            results.set_left(before.left);
            results.set_interval(before.interval);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<Get>(0)?;
        let (setting, counts) = (self.0.setting(), self.0.counts());
        call.results::<Get>(0, |mut results| {
            results.set_left(setting.left);
            results.set_interval(setting.interval);
            results.set_overruns(counts.overruns);
            results.set_expirations(counts.expirations);
            Ok(())
        })?;
        Ok(Outcome::Done)
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
