//! `scanf` in this program: its memory, locale and streams behind the engine's traits.

use core::mem::MaybeUninit;
use core::ptr;

use capos_libc_engine::encoding::Charset;
use capos_libc_engine::float::{F80, Rounding};
use capos_libc_engine::format::{Arguments, Decoded, Unit};
use capos_libc_engine::number::ParsedFloat;
use capos_libc_engine::scan::{Length, Real, Source, Stop, Targets, Text, scan as scan_engine};

use super::print::{charset, decode_character, encode_character};
use crate::abi::current_rounding;
use crate::abi::va::VaArgs;
use crate::errno::Errno;
use crate::heap;
use crate::types::c_int;

/// Scans `source`: the number of arguments assigned, or `None` for `EOF`, and the error for `errno` if there was
/// one other than of the source.
pub fn scan<S: Source, U: Unit>(
    source: &mut S,
    format: &[U],
    arguments: VaArgs<'_>,
) -> (Option<c_int>, Option<Errno>) {
    let mut targets =
        ProgramTargets { arguments, charset: charset(), allocated: [MaybeUninit::uninit(); MOST], count: 0 };
    let outcome = scan_engine(source, format, &mut targets);
    let error = match outcome.stop {
        Some(Stop::IllegalSequence) => Some(Errno::EILSEQ),
        Some(Stop::NoMemory) => Some(Errno::ENOMEM),
        Some(Stop::InvalidFormat) => Some(Errno::EINVAL),
        Some(Stop::Mismatch | Stop::End) | None => None,
    };
    if outcome.end_of_file {
        targets.free_all();
        return (None, error);
    }
    (Some(outcome.assigned as c_int), error)
}

/// As many results of the `m` modifier as one call can have.
const MOST: usize = 64;

/// The arguments of one call. That each points to what the format says is the contract of `scanf`, which the
/// entries pass on to whoever makes a [`VaArgs`].
struct ProgramTargets<'a> {
    arguments: VaArgs<'a>,
    charset: Charset,
    /// The pointers that the `m` modifier has set; the first `count` are there.
    allocated: [MaybeUninit<*mut *mut u8>; MOST],
    count: usize,
}

/// A text being stored.
struct Output {
    start: *mut u8,
    used: usize,
    /// Bytes there are; without limit where the program has said so.
    capacity: usize,
    /// The program's pointer, if the memory is ours to allocate.
    owner: *mut *mut u8,
    description: Text,
}

impl Output {
    /// Makes room for `more` bytes.
    #[cold]
    fn grow(&mut self, more: usize) -> Result<(), Stop> {
        let capacity = self.used.checked_add(more).ok_or(Stop::NoMemory)?.max(self.capacity * 2);
        // SAFETY: only memory of ours has a limit; it came from the heap.
        let start = unsafe { heap::reallocate(self.start.cast(), capacity) }.map_err(|_| Stop::NoMemory)?;
        (self.start, self.capacity) = (start.cast(), capacity);
        // SAFETY: `open` was given this pointer.
        unsafe { self.owner.write(self.start) };
        Ok(())
    }
}

fn pointer<T>(address: u64) -> *mut T {
    ptr::with_exposed_provenance_mut(address as usize)
}

impl ProgramTargets<'_> {
    fn free_all(&mut self) {
        for owner in &self.allocated[..self.count] {
            // SAFETY: `open` was given this pointer, noted it, and stored a block of the heap there.
            unsafe {
                let owner = owner.assume_init();
                heap::free((*owner).cast());
                *owner = ptr::null_mut();
            }
        }
    }

    /// The `m` modifier: memory of ours, which grows.
    #[cold]
    fn open_allocated(&mut self, address: u64, description: Text) -> Result<Output, Stop> {
        let owner = pointer::<*mut u8>(address);
        if self.count == MOST {
            return Err(Stop::InvalidFormat);
        }
        let capacity = 32;
        let start = heap::allocate(capacity).map_err(|_| Stop::NoMemory)?.cast::<u8>();
        // SAFETY: the argument points to a pointer.
        unsafe { owner.write(start) };
        self.allocated[self.count].write(owner);
        self.count += 1;
        Ok(Output { start, used: 0, capacity, owner, description })
    }
}

impl Targets for ProgramTargets<'_> {
    type Output = Output;

    fn pointer(&mut self) -> u64 {
        self.arguments.long()
    }

    fn store_integer(&mut self, address: u64, length: Length, value: u64) {
        // SAFETY: the argument points to an integer of this size.
        unsafe {
            match length {
                Length::Char => pointer::<u8>(address).write(value as u8),
                Length::Short => pointer::<u16>(address).write(value as u16),
                Length::Int => pointer::<u32>(address).write(value as u32),
                Length::Long | Length::LongDouble => pointer::<u64>(address).write(value),
            }
        }
    }

    fn store_float(&mut self, address: u64, real: Real, value: &ParsedFloat) {
        // SAFETY: the argument points to a floating object of this type, of which F80 has the layout.
        unsafe {
            match real {
                Real::Float => pointer::<f32>(address).write(value.to_f32()),
                Real::Double => pointer::<f64>(address).write(value.to_f64()),
                Real::LongDouble => pointer::<F80>(address).write(value.to_f80()),
            }
        }
    }

    #[inline]
    fn store_bytes(&mut self, address: u64, offset: usize, bytes: &[u8]) {
        // SAFETY: the argument points to room for what the format lets in; the input is not what is stored to.
        unsafe {
            pointer::<u8>(address).add(offset).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        }
    }

    #[inline]
    fn open(&mut self, address: u64, description: Text) -> Result<Output, Stop> {
        if description.allocate {
            return self.open_allocated(address, description);
        }
        let (start, owner) = (pointer(address), ptr::null_mut());
        Ok(Output { start, used: 0, capacity: usize::MAX, owner, description })
    }

    #[inline]
    fn push(&mut self, output: &mut Output, unit: u32) -> Result<(), Stop> {
        let size = if output.description.wide { 4 } else { 1 };
        if output.capacity - output.used < size {
            output.grow(size)?;
        }
        // SAFETY: there is room, by the check above or by the program's word.
        unsafe {
            let place = output.start.add(output.used);
            if size == 4 { place.cast::<u32>().write(unit) } else { place.write(unit as u8) }
        }
        output.used += size;
        Ok(())
    }

    #[inline]
    fn push_bytes(&mut self, output: &mut Output, bytes: &[u8]) -> Result<(), Stop> {
        if output.capacity - output.used < bytes.len() {
            output.grow(bytes.len())?;
        }
        // SAFETY: there is room, by the check above or by the program's word; the input is not what is stored to.
        unsafe { output.start.add(output.used).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        output.used += bytes.len();
        Ok(())
    }

    #[inline]
    fn close(&mut self, output: &mut Output) -> Result<(), Stop> {
        if output.description.terminate {
            self.push(output, 0)?;
        }
        Ok(())
    }

    fn discard(&mut self, output: Output) {
        if output.owner.is_null() {
            return;
        }
        // The text being stored is the last that `open` has noted.
        self.count -= 1;
        // SAFETY: `open` was given this pointer; the block came from the heap and nobody knows it yet.
        unsafe {
            output.owner.write(ptr::null_mut());
            heap::free(output.start.cast());
        }
    }

    fn decode(&self, bytes: &[u8]) -> Decoded {
        decode_character(self.charset, bytes)
    }

    fn encode(&self, wide: u32, out: &mut [u8; 16]) -> Option<usize> {
        encode_character(self.charset, wide, out)
    }

    fn rounding(&self) -> Rounding {
        current_rounding()
    }
}
