//! The arguments of `strfmon`, in decimal.

use crate::abi::va::VaArgs;
use crate::errno::Errno;
use crate::stream::{ProgramSink, print};
use alloc::vec::Vec;
use capos_libc_engine::float::F80;
use capos_libc_engine::format::{Arguments, Failure, Sink};
use capos_libc_engine::monetary::{Amount, Amounts};

/// Arguments and the digits of the one that was read last.
pub struct Passed<'a> {
    arguments: VaArgs<'a>,
    digits: Digits,
}

impl<'a> Passed<'a> {
    pub fn new(arguments: VaArgs<'a>) -> Passed<'a> {
        Passed { arguments, digits: Digits(Vec::new()) }
    }
}

impl Amounts for Passed<'_> {
    fn next(&mut self, places: usize, is_extended: bool) -> Option<Amount<'_>> {
        self.digits.0.clear();
        let (is_negative, text, value) = if is_extended {
            let value = self.arguments.long_double();
            (value.is_negative(), &b"%.*Lf"[..], Value::Extended(value.with_sign(false)))
        } else {
            let value = self.arguments.double();
            (value.is_sign_negative(), &b"%.*f"[..], Value::Double(value.abs()))
        };
        print(&mut self.digits, text, &mut Single { places, value }).ok()?;
        Some(Amount { is_negative, text: &self.digits.0 })
    }
}

enum Value {
    Double(f64),
    Extended(F80),
}

/// The arguments of a format with `.*` and one number.
struct Single {
    places: usize,
    value: Value,
}

impl Arguments for Single {
    fn int(&mut self) -> u64 {
        self.places as u64
    }

    fn long(&mut self) -> u64 {
        self.places as u64
    }

    fn double(&mut self) -> f64 {
        match self.value {
            Value::Double(value) => value,
            Value::Extended(_) => f64::NAN,
        }
    }

    fn long_double(&mut self) -> F80 {
        match self.value {
            Value::Extended(value) => value,
            Value::Double(_) => F80::nan_with_payload(0),
        }
    }
}

/// Growing memory.
struct Digits(Vec<u8>);

impl Sink for Digits {
    type Unit = u8;

    fn units(&mut self, units: &[u8]) -> Result<(), Failure> {
        self.0.try_reserve(units.len()).map_err(|_| Failure::Output)?;
        self.0.extend_from_slice(units);
        Ok(())
    }

    fn ascii(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.units(bytes)
    }
}

impl ProgramSink for Digits {
    fn error(&self) -> Errno {
        Errno::ENOMEM
    }
}
