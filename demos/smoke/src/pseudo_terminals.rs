//! PseudoTerminal, with its TerminalSession at the other side.

use capos_rt::call::Wait;
use capos_rt::capability::{duplicate, release};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::{Fault, Handle, Readiness};
use capos_rt::schema::methods::{pseudo_terminal, timer};
use capos_rt::startup::granted;
use capos_rt::{Capability, Error, Flow, Namespace, PseudoTerminal, Result, TerminalSession, WindowSize};

use crate::check::Check;
use crate::raw::{fault, submission};

const O_RDWR: u32 = 2;
const O_NONBLOCK: u32 = 0o4000;
const WOULD_BLOCK: Error = Error::Exception(ErrorCode::WouldBlock);
/// What a terminal sends to have the other side stop, and go on.
const STOP: u8 = 0x13;
const START: u8 = 0x11;

fn open() -> Result<Capability<PseudoTerminal>> {
    let files = granted::<Namespace>("files").ok_or(Error::BadResults)?;
    let opened = files.open_at(Handle::NONE, b"/dev/ptmx", O_RDWR, 0)?;
    Ok(Capability::from_handle(opened.handle))
}

pub fn run(check: &mut Check) {
    let Some(far) = check.works(open(), "/dev/ptmx makes a pseudo-terminal") else { return };
    check.that(far.number().is_ok_and(|(_, locked)| locked), "it has a number and is locked");
    check.works(far.set_locked(false), "it can be unlocked");
    let Some(near) = check.works(far.open_terminal(), "and its terminal opened") else { return };
    let mut buffer = [0; 32];
    check.equal(far.read(&mut buffer, Wait::Never), Err(WOULD_BLOCK), "nothing was written yet");
    check.equal(near.write(b"shown\n", Wait::Block), Ok(6), "what the terminal writes");
    check.equal(far.poll(Readiness::READABLE, true), Ok(Readiness::READABLE), "makes the far side readable");
    check.equal(far.read(&mut buffer, Wait::Block), Ok(7), "and arrives there");
    check.that(&buffer[..7] == b"shown\r\n", "with the line ends of a terminal");
    check.equal(far.write(b"typed\n", Wait::Block), Ok(6), "what is typed");
    check.equal(near.read(&mut buffer, Wait::Block), Ok(6), "is read as a line");
    check.equal(far.read(&mut buffer, Wait::Block), Ok(7), "and echoed");
    let size = WindowSize { rows: 40, columns: 132, pixel_width: 0, pixel_height: 0 };
    check.works(far.set_window_size(size), "the window can be resized");
    check.equal(near.window_size(), Ok(size), "as its terminal learns");
    flow(check, &far, &near);
    check.works(far.set_flags(O_NONBLOCK), "the far side can be told not to wait");
    check.that(far.flags().is_ok_and(|flags| flags & O_NONBLOCK != 0), "and knows it");
    check.equal(far.read(&mut buffer, Wait::Block), Err(WOULD_BLOCK), "and does not");
    let foreign = submission::<timer::Now>(far.handle());
    check.equal(fault(&foreign), Some(Fault::WrongInterface), "a PseudoTerminal is no Timer");
    if let Some(second) = check.works(duplicate(far.handle()), "a second handle of it") {
        check.works(release(second), "can be given up");
        let stale = submission::<pseudo_terminal::GetFlags>(second);
        check.equal(fault(&stale), Some(Fault::StaleHandle), "and is stale then");
    }
    drop(far);
    check.equal(near.read(&mut buffer, Wait::Block), Ok(0), "without the far side the terminal has ended");
    let written = near.write(b"x", Wait::Block);
    check.equal(written, Err(Error::Exception(ErrorCode::IoError)), "and takes nothing");
}

fn flow(check: &mut Check, far: &Capability<PseudoTerminal>, near: &Capability<TerminalSession>) {
    let mut buffer = [0; 32];
    check.works(near.set_flow(Flow::StopOutput), "output can be stopped");
    check.equal(near.write(b"held", Wait::Block), Ok(4), "then what is written");
    check.equal(far.read(&mut buffer, Wait::Never), Err(WOULD_BLOCK), "is held");
    check.works(near.set_flow(Flow::StartOutput), "until it goes on");
    check.equal(far.read(&mut buffer, Wait::Block), Ok(4), "and arrives");
    check.works(near.set_flow(Flow::StopInput), "the other side can be asked to stop");
    check.works(near.set_flow(Flow::StartInput), "and to go on");
    check.equal(far.read(&mut buffer, Wait::Block), Ok(2), "by two characters");
    check.that(buffer[..2] == [STOP, START], "that it knows");
}
