//! `TcpOptions`: what the holders of a socket for streams have chosen.

/// Room for bytes that wait to be read or sent: at first, at least and at most.
const DEFAULT_ROOM: usize = 65_536;
const MIN_ROOM: usize = 4096;
const MAX_ROOM: usize = 1 << 20;

/// As Linux begins: seconds of silence, seconds between questions, questions.
const KEEP_ALIVE: (u32, u32, u32) = (7200, 75, 9);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TcpOptions {
    pub reuse_address: bool,
    pub only_ipv6: bool,
    pub hop_limit: u8,
    pub traffic_class: u8,
    /// Of the connection that will be made: one that there is keeps what it has.
    pub receive_room: usize,
    pub send_room: usize,
    pub no_delay: bool,
    pub keep_alive: bool,
    pub keep_alive_idle: u32,
    pub keep_alive_interval: u32,
    pub keep_alive_count: u32,
    /// Seconds, if lingering is on.
    pub linger: Option<u32>,
    /// Milliseconds; 0 is as long as usual.
    pub user_timeout: u32,
}

impl TcpOptions {
    pub fn new() -> Self {
        let (keep_alive_idle, keep_alive_interval, keep_alive_count) = KEEP_ALIVE;
        TcpOptions {
            reuse_address: false,
            only_ipv6: false,
            hop_limit: 64,
            traffic_class: 0,
            receive_room: DEFAULT_ROOM,
            send_room: DEFAULT_ROOM,
            no_delay: false,
            keep_alive: false,
            keep_alive_idle,
            keep_alive_interval,
            keep_alive_count,
            linger: None,
            user_timeout: 0,
        }
    }

    /// What is not within its limits is brought there.
    pub(super) fn limited(mut self) -> Self {
        self.receive_room = self.receive_room.clamp(MIN_ROOM, MAX_ROOM);
        self.send_room = self.send_room.clamp(MIN_ROOM, MAX_ROOM);
        self
    }

    /// How long a peer that is silent is waited for once it is asked, in milliseconds.
    pub fn silence(&self) -> Option<u64> {
        self.keep_alive.then(|| {
            let questions = u64::from(self.keep_alive_interval) * u64::from(self.keep_alive_count);
            1000 * (u64::from(self.keep_alive_idle) + questions)
        })
    }
}

impl Default for TcpOptions {
    fn default() -> Self {
        TcpOptions::new()
    }
}
