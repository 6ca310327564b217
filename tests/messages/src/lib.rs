//! What capnp's own library makes of the schema: the reference for `capos_schema::message` and the code generated on it.

#[allow(clippy::all, clippy::pedantic, warnings)]
pub mod capos_capnp {
    include!(concat!(env!("OUT_DIR"), "/capos_capnp.rs"));
}
