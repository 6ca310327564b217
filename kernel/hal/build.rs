//! Links the self-test as the kernel is linked.

#[path = "../link.rs"]
mod link;

fn main() {
    link::link("../linker.ld", "examples", "CAPOS_SELF_TEST_SYMBOLS");
}
