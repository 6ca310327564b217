//! Tests of pipes without processes.

mod page_ring;
