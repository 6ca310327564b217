//! Variable arguments of the psABI (section 3.5.7), `long double` included, which Rust's own `VaList` lacks.

use core::ffi::VaList;
use core::marker::PhantomData;

use capos_libc_engine::float::F80;
use capos_libc_engine::format::Arguments;

use crate::types::{VaListTag, c_void, va_list};

/// Bytes of the register save area: six general registers, then eight vector registers of 16 bytes.
const GENERAL_END: u32 = 48;
const VECTOR_END: u32 = 176;

// `VaArgs::of` reads Rust's list as the structure of the psABI.
const _: () = assert!(size_of::<VaList<'_>>() == size_of::<VaListTag>());
const _: () = assert!(align_of::<VaList<'_>>() == align_of::<VaListTag>());

/// The arguments of one call, read in order. Advances the list it was made from, as `v` functions must.
pub struct VaArgs<'a> {
    list: va_list,
    _life: PhantomData<&'a mut VaListTag>,
}

impl<'a> VaArgs<'a> {
    /// # Safety
    /// `list` is a `va_list` argument as C passes it, usable during `'a`. Every argument taken must have been
    /// passed with the type asked for.
    pub unsafe fn new(list: va_list) -> Self {
        Self { list, _life: PhantomData }
    }

    /// The arguments of a variadic function written in Rust.
    ///
    /// # Safety
    /// Every argument taken must have been passed with the type asked for.
    pub unsafe fn of(list: &'a mut VaList<'_>) -> Self {
        Self { list: (&raw mut *list).cast(), _life: PhantomData }
    }

    /// An argument from `size` bytes of the overflow area, aligned to `alignment`.
    fn overflow(&mut self, size: usize, alignment: usize) -> *const c_void {
        // SAFETY: `new` and `of` were promised a live list, used by nobody else.
        let list = unsafe { &mut *self.list };
        let area = list.overflow_arg_area;
        let place = area.wrapping_byte_add(area.align_offset(alignment));
        list.overflow_arg_area = place.wrapping_byte_add(size);
        place
    }

    /// The next eight bytes passed in a general register or on the stack.
    #[inline]
    fn general(&mut self) -> u64 {
        // SAFETY: as in `overflow`.
        let list = unsafe { &mut *self.list };
        let place = if list.gp_offset < GENERAL_END {
            let place = list.reg_save_area.wrapping_byte_add(list.gp_offset as usize);
            list.gp_offset += 8;
            place.cast_const()
        } else {
            self.overflow(8, 8)
        };
        // SAFETY: the caller of `new` or `of` promised an argument of this class here.
        unsafe { place.cast::<u64>().read() }
    }

    /// The next pointer.
    #[inline]
    pub fn pointer<T>(&mut self) -> *mut T {
        core::ptr::with_exposed_provenance_mut(self.general() as usize)
    }
}

impl Arguments for VaArgs<'_> {
    #[inline]
    fn int(&mut self) -> u64 {
        self.general()
    }

    #[inline]
    fn long(&mut self) -> u64 {
        self.general()
    }

    #[inline]
    fn double(&mut self) -> f64 {
        // SAFETY: as in `overflow`.
        let list = unsafe { &mut *self.list };
        let place = if list.fp_offset < VECTOR_END {
            let place = list.reg_save_area.wrapping_byte_add(list.fp_offset as usize);
            list.fp_offset += 16;
            place.cast_const()
        } else {
            self.overflow(8, 8)
        };
        // SAFETY: the caller of `new` or `of` promised an argument of this class here.
        unsafe { place.cast::<f64>().read() }
    }

    fn long_double(&mut self) -> F80 {
        let place = self.overflow(16, 16).cast::<u8>();
        // SAFETY: the caller promised a long double here; it always lies in the overflow area, and ten of its
        // sixteen bytes carry the value.
        unsafe {
            let mantissa = place.cast::<u64>().read();
            let sign_exponent = place.add(8).cast::<u16>().read();
            F80::from_parts(sign_exponent, mantissa)
        }
    }
}
