//! `Census`: what the system counts.

use alloc::format;
use alloc::string::String;
use core::fmt;

use capos_rt::SystemInfo;
use capos_rt::startup::granted;

#[derive(Clone, Copy)]
pub struct Census {
    pub processes: u32,
    pub threads: u32,
    pub capabilities: u32,
    pub pipes: u32,
    /// Of the kernel's heap.
    pub blocks: u64,
    /// That nobody holds; in a limit, how many fewer there may be.
    pub pages: u64,
}

impl Census {
    pub fn take() -> Result<Self, String> {
        let system = granted::<SystemInfo>("system").ok_or("no SystemInfo was granted")?;
        let counts = system.count().map_err(|error| format!("counting: {error:?}"))?;
        let pages = system.get().map_err(|error| format!("counting pages: {error:?}"))?.free_pages;
        Ok(Census {
            processes: counts.processes,
            threads: counts.threads,
            capabilities: counts.capabilities,
            pipes: counts.pipes,
            blocks: counts.kernel_blocks,
            pages,
        })
    }

    /// Whether there is no more now than there was, but for the slack.
    pub fn compare(&self, now: &Census, slack: &Census, when: &str) -> Result<(), String> {
        let within = now.processes <= self.processes + slack.processes
            && now.threads <= self.threads + slack.threads
            && now.capabilities <= self.capabilities + slack.capabilities
            && now.pipes <= self.pipes + slack.pipes
            && now.blocks <= self.blocks + slack.blocks
            && now.pages + slack.pages >= self.pages;
        if within { Ok(()) } else { Err(format!("left over {when}: there were {self}, and are {now}")) }
    }
}

impl fmt::Display for Census {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} processes, {} threads, {} capabilities, {} pipes, {} blocks of the kernel, {} free pages",
            self.processes, self.threads, self.capabilities, self.pipes, self.blocks, self.pages
        )
    }
}
