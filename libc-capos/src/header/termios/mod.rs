//! `<termios.h>`

mod line;
mod speed;
mod state;

pub use line::{tcdrain, tcflow, tcflush, tcgetsid, tcsendbreak};
pub use speed::{cfgetispeed, cfgetospeed, cfsetispeed, cfsetospeed, cfsetspeed};
pub use state::{cfmakeraw, tcgetattr, tcgetwinsize, tcsetattr, tcsetwinsize};
