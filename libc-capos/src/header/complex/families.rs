//! Macros that export a complex function in the three formats; see `header::math::families`.
//!
//! The functions named are generic over the format. Behind one may stand a quick way that answers for common arguments.
//! It is for `double`; a `float` is widened for it, and what it gives is rounded.

/// A `long double complex` entry: naked, around a function with pointers.
macro_rules! long_entry {
    ($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty, $body:ident;
     fn($($parameter:ident: $passed:ty),*) $code:block) => {
        const _: () = {
            unsafe extern "C" fn call($($parameter: $passed),*) {
                // SAFETY: the naked body passes pointers to the caller's arguments and to its own place for the result.
                unsafe { $code }
            }

            $(#[$doc])*
            #[unsafe(no_mangle)]
            #[unsafe(naked)]
            pub extern "C" fn $name($($argument: $type),*) -> $result {
                $crate::abi::long_complex::$body!(call)
            }
        };
    };
}

/// A value of the quick way for the processor's unit, or else the exact one.
macro_rules! quickly_or {
    ($exact:expr; $z:ident, $type:ty) => {
        $exact
    };
    ($exact:expr; $z:ident, $type:ty, $quick:ident) => {{
        #[target_feature(enable = "fma")]
        fn fused($z: $type) -> $type {
            match $z.quickly(|parts| quick::complex::$quick::<quick::Fused>(parts)) {
                Some(value) => value,
                None => $exact,
            }
        }
        fn plain($z: $type) -> $type {
            match $z.quickly(|parts| quick::complex::$quick::<quick::Plain>(parts)) {
                Some(value) => value,
                None => $exact,
            }
        }
        if capos_libc_mem::cpu::has_fma() {
            // SAFETY: the processor has the instructions.
            unsafe { fused($z) }
        } else {
            plain($z)
        }
    }};
}

// @prototype T _Complex NAME(T _Complex __z)
macro_rules! complex_unary {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:expr $(, $quick:ident)?;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(z: Pair<c_double>) -> Pair<c_double> {
            quickly_or!($function(z); z, Pair<c_double> $(, $quick)?)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(z: Pair<c_float>) -> Pair<c_float> {
            quickly_or!($function(z); z, Pair<c_float> $(, $quick)?)
        }

        long_entry! {
            $(#[$doc])* $long(z: Pair<long_double>) -> Pair<long_double>, lc_from_lc;
            fn(out: *mut Pair<F80>, z: *const Pair<F80>) { out.write($function(z.read())) }
        }
    )*};
}

// @prototype T _Complex NAME(T _Complex __z, T _Complex __w)
macro_rules! complex_binary {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:expr;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(z: Pair<c_double>, w: Pair<c_double>) -> Pair<c_double> {
            $function(z, w)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(z: Pair<c_float>, w: Pair<c_float>) -> Pair<c_float> {
            $function(z, w)
        }

        long_entry! {
            $(#[$doc])* $long(z: Pair<long_double>, w: Pair<long_double>) -> Pair<long_double>, lc_from_lc_lc;
            fn(out: *mut Pair<F80>, z: *const Pair<F80>, w: *const Pair<F80>) {
                out.write($function(z.read(), w.read()))
            }
        }
    )*};
}

// @prototype T NAME(T _Complex __z)
macro_rules! real_from_complex {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:expr $(, $quick:ident, $quick_float:ident)?;)*)
    => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(z: Pair<c_double>) -> c_double {
            let (x, y) = (real_part(z), imaginary_part(z));
            quick_or!($function(Pair::new(x, y)); c_double $(, complex::$quick(x: c_double = x, y: c_double = y))?)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(z: Pair<c_float>) -> c_float {
            let (x, y) = (real_part(z), imaginary_part(z));
            quick_or!(
                $function(Pair::new(x, y)); c_float
                $(, complex::$quick_float(x: c_float = widened(x), y: c_float = widened(y)))?
            )
        }

        long_entry! {
            $(#[$doc])* $long(z: Pair<long_double>) -> long_double, ld_from_lc;
            fn(out: *mut F80, z: *const Pair<F80>) { out.write($function(z.read())) }
        }
    )*};
}

pub(crate) use {complex_binary, complex_unary, long_entry, quickly_or, real_from_complex};
