//! Descriptors that count events or expirations, by EventCounter.

use super::descriptors::{self, O_NONBLOCK, O_RDWR, Target};
use super::{clock, signals};
use crate::errno::Errno;
use crate::types::{c_int, c_uint, clockid_t, itimerspec};
use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Handle;
use capos_rt::schema::abi::counter::CounterFlags;
use capos_rt::{Capability, ChannelFactory, Error, EventCounter, Interface, Opened, TimerSetting, startup};
use core::mem::ManuallyDrop;

// <sys/eventfd.h>, <sys/timerfd.h>, <time.h>.
const EFD_SEMAPHORE: c_int = 1;
const O_CLOEXEC: c_int = descriptors::O_CLOEXEC;
const TFD_TIMER_ABSTIME: c_int = 1;
const TFD_TIMER_CANCEL_ON_SET: c_int = 2;
const CLOCK_REALTIME: clockid_t = 0;
const CLOCK_MONOTONIC: clockid_t = 1;
const CLOCK_BOOTTIME: clockid_t = 7;

pub(super) fn counter(handle: Handle) -> ManuallyDrop<Capability<EventCounter>> {
    Capability::borrowed(handle)
}

fn create(value: u64, kind: u32, flags: c_int) -> Result<c_int, Errno> {
    let waits = if flags & O_NONBLOCK != 0 { CounterFlags::NON_BLOCKING } else { 0 };
    let factory = startup::granted_any::<ChannelFactory>().ok_or(Errno::EPERM)?;
    let made = factory.create_counter(value, kind | waits)?;
    let opened = Opened { handle: made.into_handle(), interface: Some(Interface::EventCounter) };
    descriptors::open(opened, flags | O_RDWR)
}

pub(super) fn create_events(value: c_uint, flags: c_int) -> Result<c_int, Errno> {
    if flags & !(EFD_SEMAPHORE | O_NONBLOCK | O_CLOEXEC) != 0 {
        return Err(Errno::EINVAL);
    }
    let kind = if flags & EFD_SEMAPHORE != 0 { CounterFlags::SEMAPHORE } else { 0 };
    create(value.into(), kind, flags & !EFD_SEMAPHORE)
}

pub(super) fn create_timer(clock: clockid_t, flags: c_int) -> Result<c_int, Errno> {
    if flags & !(O_NONBLOCK | O_CLOEXEC) != 0 {
        return Err(Errno::EINVAL);
    }
    let kind = match clock {
        CLOCK_REALTIME => CounterFlags::TIMER | CounterFlags::WALL_CLOCK,
        CLOCK_MONOTONIC | CLOCK_BOOTTIME => CounterFlags::TIMER,
        _ => return Err(Errno::EINVAL),
    };
    create(0, kind, flags)
}

/// The timer behind a descriptor, and whether its deadlines are the wall clock's.
fn timer(fd: c_int) -> Result<(ManuallyDrop<Capability<EventCounter>>, bool), Errno> {
    let Target::Counter(handle) = descriptors::get(fd)?.target else { return Err(Errno::EINVAL) };
    let flags = counter(handle).flags()?;
    if flags & CounterFlags::TIMER == 0 {
        return Err(Errno::EINVAL);
    }
    Ok((counter(handle), flags & CounterFlags::WALL_CLOCK != 0))
}

fn to_itimerspec(armed: TimerSetting) -> itimerspec {
    // The interval of a timer that has stopped is not told.
    let interval = if armed.left == 0 { 0 } else { armed.interval };
    itimerspec { it_interval: clock::to_timespec(interval), it_value: clock::to_timespec(armed.left) }
}

pub(super) fn arm(fd: c_int, flags: c_int, new: &itimerspec) -> Result<itimerspec, Errno> {
    if flags & !(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET) != 0 {
        return Err(Errno::EINVAL);
    }
    let (timer, is_wall) = timer(fd)?;
    let (value, interval) = (clock::to_nanoseconds(&new.it_value)?, clock::to_nanoseconds(&new.it_interval)?);
    let deadline = if value == 0 {
        0
    } else if flags & TFD_TIMER_ABSTIME == 0 {
        clock::monotonic()?.saturating_add(value)
    } else {
        let clock = if is_wall { CLOCK_REALTIME } else { CLOCK_MONOTONIC };
        // A moment before the system started has passed, which 0 would not say.
        clock::deadline(clock, &new.it_value)?.max(1)
    };
    Ok(to_itimerspec(timer.arm(deadline, interval)?))
}

pub(super) fn armed(fd: c_int) -> Result<itimerspec, Errno> {
    let (timer, _) = timer(fd)?;
    Ok(to_itimerspec(timer.armed()?))
}

pub(super) fn read(handle: Handle, buffer: &mut [u8]) -> Result<usize, Errno> {
    signals::interruptible(|| counter(handle).read(buffer, Wait::Block))
}

pub(super) fn write(handle: Handle, bytes: &[u8]) -> Result<usize, Errno> {
    let written = signals::interruptible(|| match counter(handle).write(bytes, Wait::Block) {
        // A timer is not written to.
        Err(Error::Exception(ErrorCode::NotPermitted)) => Err(Error::Exception(ErrorCode::InvalidArgument)),
        result => result,
    })?;
    Ok(written)
}

/// `O_*` of a counter's flags.
pub(super) fn status_flags(handle: Handle) -> Result<c_int, Errno> {
    let waits = counter(handle).flags()? & CounterFlags::NON_BLOCKING == 0;
    Ok(if waits { O_RDWR } else { O_RDWR | O_NONBLOCK })
}

pub(super) fn set_status_flags(handle: Handle, flags: c_int) -> Result<(), Errno> {
    let waits = flags & O_NONBLOCK == 0;
    Ok(counter(handle).set_flags(if waits { 0 } else { CounterFlags::NON_BLOCKING })?)
}
