//! Headers below `<net/>`.

pub mod r#if;
