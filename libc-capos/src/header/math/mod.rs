//! `<math.h>`

mod basic;
mod current;
mod exponential;
mod extended;
mod hyperbolic;
mod payload;
mod power;
mod raise;
mod remainder;
mod rounding;
mod scale;
mod special;
mod state;
mod to_integer;
mod trigonometric;

pub use basic::*;
pub use exponential::*;
pub use extended::*;
pub use hyperbolic::*;
pub use power::*;
pub use remainder::*;
pub use rounding::*;
pub use scale::*;
pub use special::*;
pub use state::signgam;
pub use to_integer::*;
pub use trigonometric::*;
