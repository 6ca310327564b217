//! Tests of the ELF loader: every field that is refused, mutated files, and what a loaded program looks like.

mod fixture;
mod loading;
mod mutation;
mod refusal;
