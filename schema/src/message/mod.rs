//! Cap'n Proto messages as the ABI has them: one segment, unframed, read and written in place.
//!
//! `capos_capnp` is generated on top of these types: for each struct a `Reader`, a `Builder` and the marker `Owned`, which
//! names both. Nothing here allocates, and nothing that a message says is believed: whatever a pointer tells is checked
//! against the segment when it is followed. A reader of bytes that are no message answers [`Malformed`] or defaults; it
//! never panics and never reads elsewhere. What a message may be, beside that:
//!
//! - Structs may be shorter or longer than the schema's, so that schemas can grow: fields that are missing have their
//!   defaults, and what is unknown is passed over.
//! - Far pointers and capability pointers have no meaning in one segment and are refused.
//! - Lists of structs have the composite encoding, which all writers use; those written as lists of something else, which
//!   Cap'n Proto permits for the sake of schemas that were changed so, are refused.
//! - A list has at most as many elements as its message has words, so that elements without any bytes do not make a
//!   short message long to read.

mod arena;
mod builder;
mod encoding;
mod generated;
mod list;
mod list_builder;
mod malformed;
mod reader;
mod text;
mod traits;

pub use builder::{MessageBuilder, StructBuilder};
pub(crate) use generated::{group, structure};
pub use list::{DataList, Iter, List, NumberList, StructList};
pub use list_builder::{DataListBuilder, StructListBuilder};
pub use malformed::{Malformed, Result};
pub use reader::StructReader;
pub use text::Text;
pub use traits::{Number, Struct, StructSize};

/// Bytes of a word, the unit of everything in a message.
pub const WORD: usize = 8;
