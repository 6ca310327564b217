//! Tests of address spaces: single behaviours, and a model that random operations are compared with.

mod behaviour;
mod fixture;
mod kept;
mod model;
mod objects;
mod tree;
mod writers;
