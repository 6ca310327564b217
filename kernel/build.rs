//! Links the kernel.

mod link;

fn main() {
    link::link("linker.ld", "bins", "CAPOS_KERNEL_SYMBOLS");
}
