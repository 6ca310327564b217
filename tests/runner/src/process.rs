//! Programs of the build machine under a time limit, with their output; nothing outlives a call.

use rustix::process::{Pid, Signal, kill_process_group};
use std::io::{self, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Exited(i32),
    Signaled(i32),
    /// It did not end within the limit, or was silent for too long, and was killed.
    TimedOut(Duration),
    Silent(Duration),
    /// It printed more than [`MAX_OUTPUT`] and was killed.
    Flooded,
}

/// More output than any test has reason to print.
pub const MAX_OUTPUT: usize = 64 << 20;

impl End {
    pub fn describe(self) -> String {
        match self {
            End::Exited(status) => format!("exit status {status}"),
            End::Signaled(signal) => format!("ended by signal {signal}"),
            End::TimedOut(limit) => format!("hang: not ended after {} s", limit.as_secs_f32()),
            End::Silent(limit) => format!("hang: no output for {} s", limit.as_secs_f32()),
            End::Flooded => format!("more than {MAX_OUTPUT} bytes of output"),
        }
    }
}

impl From<ExitStatus> for End {
    fn from(status: ExitStatus) -> Self {
        match status.code() {
            Some(code) => End::Exited(code),
            None => End::Signaled(status.signal().unwrap_or_default()),
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub total: Duration,
    /// Longest time without output.
    pub silence: Option<Duration>,
}

impl Limits {
    pub fn total(total: Duration) -> Self {
        Limits { total, silence: None }
    }
}

pub struct Run {
    /// Standard output and error together, in the order of arrival.
    pub output: Vec<u8>,
    /// Standard error alone.
    pub errors: Vec<u8>,
    pub end: End,
}

/// Runs a command with empty standard input.
pub fn run(command: &mut Command, limits: Limits) -> io::Result<Run> {
    watch(command.stdin(Stdio::null()), limits, |_| None)
}

/// Runs a command and shows its output so far to `answer` whenever it grew; what that returns is sent to its
/// standard input.
pub fn converse(
    command: &mut Command,
    limits: Limits,
    answer: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> io::Result<Run> {
    watch(command.stdin(Stdio::piped()), limits, answer)
}

fn watch(
    command: &mut Command,
    limits: Limits,
    mut answer: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> io::Result<Run> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut group = Group(command.spawn()?);
    let chunks = read_in_background(&mut group.0);
    let mut input = group.0.stdin.take();
    let start = Instant::now();
    let mut last_output = start;
    let mut output = Vec::new();
    let mut errors = Vec::new();
    if let (Some(stdin), Some(text)) = (&mut input, answer(&output)) {
        send(stdin, &text);
    }
    let end = loop {
        let now = Instant::now();
        if output.len() > MAX_OUTPUT {
            break End::Flooded;
        }
        let deadline = limits
            .silence
            .map_or(start + limits.total, |limit| (last_output + limit).min(start + limits.total));
        match chunks.recv_timeout(deadline.saturating_duration_since(now)) {
            Ok(chunk) => {
                chunk.append_to(&mut output, &mut errors);
                last_output = Instant::now();
                if let (Some(stdin), Some(text)) = (&mut input, answer(&output)) {
                    send(stdin, &text);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                break group.wait_until(start + limits.total, limits.total)?;
            }
            Err(RecvTimeoutError::Timeout) if start.elapsed() >= limits.total => {
                break End::TimedOut(limits.total);
            }
            Err(RecvTimeoutError::Timeout) => break End::Silent(limits.silence.unwrap_or(limits.total)),
        }
    };
    drop(group);
    for chunk in chunks.try_iter() {
        chunk.append_to(&mut output, &mut errors);
    }
    Ok(Run { output, errors, end })
}

/// A program that runs beside a test until this is dropped.
pub struct Companion {
    _group: Group,
}

impl Companion {
    /// Starts it and waits for the line with which it says that it is ready.
    pub fn start(command: &mut Command) -> io::Result<Companion> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).process_group(0).spawn()?;
        let mut group = Group(child);
        let mut byte = [0];
        let output = group.0.stdout.as_mut();
        let ready = output.is_some_and(|output| {
            loop {
                match output.read(&mut byte) {
                    Ok(1) if byte == *b"\n" => break true,
                    Ok(1) => {}
                    _ => break false,
                }
            }
        });
        if ready {
            Ok(Companion { _group: group })
        } else {
            Err(io::Error::other("ended before it was ready"))
        }
    }
}

/// A process that has gone does not read; its end says what happened.
fn send(input: &mut impl Write, text: &[u8]) {
    let _ = input.write_all(text).and_then(|()| input.flush());
}

struct Chunk {
    bytes: Vec<u8>,
    is_error: bool,
}

impl Chunk {
    fn append_to(self, output: &mut Vec<u8>, errors: &mut Vec<u8>) {
        output.extend(&self.bytes);
        if self.is_error {
            errors.extend(self.bytes);
        }
    }
}

fn read_in_background(child: &mut Child) -> Receiver<Chunk> {
    let (sender, receiver) = channel();
    if let Some(pipe) = child.stdout.take() {
        forward(pipe, false, sender.clone());
    }
    if let Some(pipe) = child.stderr.take() {
        forward(pipe, true, sender);
    }
    receiver
}

fn forward(mut pipe: impl Read + Send + 'static, is_error: bool, sender: Sender<Chunk>) {
    thread::spawn(move || {
        let mut buffer = [0; 16384];
        while let Ok(count @ 1..) = pipe.read(&mut buffer) {
            if sender.send(Chunk { bytes: buffer[..count].to_vec(), is_error }).is_err() {
                break;
            }
        }
    });
}

/// A child that leads its own process group; dropping kills the whole group.
struct Group(Child);

impl Group {
    /// Waits for a child that has closed its output.
    fn wait_until(&mut self, deadline: Instant, limit: Duration) -> io::Result<End> {
        while Instant::now() < deadline {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status.into());
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok(End::TimedOut(limit))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(pid) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            // The group may be gone already, which is what is wanted.
            let _ = kill_process_group(pid, Signal::KILL);
        }
        let _ = self.0.wait();
    }
}
