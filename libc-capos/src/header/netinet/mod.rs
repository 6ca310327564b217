//! Headers below `<netinet/>`.

pub mod r#in;
