//! Why a file is not a program this kernel runs.

use core::fmt;

/// Names the field of the ELF format (as the System V gABI spells it) and what is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ElfError {
    pub field: &'static str,
    pub problem: &'static str,
}

impl ElfError {
    pub(super) const fn new(field: &'static str, problem: &'static str) -> Self {
        ElfError { field, problem }
    }
}

impl fmt::Display for ElfError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.field, self.problem)
    }
}

impl core::error::Error for ElfError {}
