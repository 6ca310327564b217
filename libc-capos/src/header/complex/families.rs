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

// @prototype T _Complex NAME(T _Complex __z)
macro_rules! complex_unary {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:expr $(, $quick:path)?;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(z: Pair<c_double>) -> Pair<c_double> {
            $(if let Some(value) = z.quickly($quick) {
                return value;
            })?
            $function(z)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(z: Pair<c_float>) -> Pair<c_float> {
            $(if let Some(value) = z.quickly($quick) {
                return value;
            })?
            $function(z)
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
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:expr $(, $quick:expr, $quick_float:expr)?;)*)
    => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(z: Pair<c_double>) -> c_double {
            $(if let Some(value) = z.of_parts_quickly($quick) {
                return value;
            })?
            $function(z)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(z: Pair<c_float>) -> c_float {
            $(if let Some(value) = z.of_parts_quickly($quick_float) {
                return value;
            })?
            $function(z)
        }

        long_entry! {
            $(#[$doc])* $long(z: Pair<long_double>) -> long_double, ld_from_lc;
            fn(out: *mut F80, z: *const Pair<F80>) { out.write($function(z.read())) }
        }
    )*};
}

pub(crate) use {complex_binary, complex_unary, long_entry, real_from_complex};
