//! Tests of the link: a machine with a network interface, and somebody at the other side.

mod authority;
mod frames;
mod link;
mod peer;
mod streams;
mod wire;
