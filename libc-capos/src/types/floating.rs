//! The floating-point environment.

pub type fexcept_t = u16;
pub type femode_t = u32;

/// The x87 environment as `fnstenv` stores it, then the SSE register; layout as in musl.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct fenv_t {
    pub __control_word: u16,
    pub __unused1: u16,
    pub __status_word: u16,
    pub __unused2: u16,
    pub __tags: u16,
    pub __unused3: u16,
    pub __eip: u32,
    pub __cs_selector: u16,
    pub __opcode: u16,
    pub __data_offset: u32,
    pub __data_selector: u16,
    pub __unused5: u16,
    pub __mxcsr: u32,
}
