//! Functions whose result is of a narrower format than their arguments.

// @prototype float NAME(double __x) | float NAME(long double __x) | double NAME(long double __x)
macro_rules! narrowing_unary {
    ($($(#[$doc:meta])* $single:ident $single_long:ident $double_long:ident = $function:path;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $single(x: c_double) -> c_float {
            evaluate::narrow1(x, $function)
        }

        extended_entry! {
            $(#[$doc])* $single_long(x: long_double) -> c_float, word_from_ld;
            fn(x: *const F80) -> c_float { evaluate::narrow1(x.read(), $function) }
        }

        extended_entry! {
            $(#[$doc])* $double_long(x: long_double) -> c_double, word_from_ld;
            fn(x: *const F80) -> c_double { evaluate::narrow1(x.read(), $function) }
        }
    )*};
}

// @prototype float NAME(double __x, double __y) | float NAME(long double __x, long double __y) | double NAME(long double __x, long double __y)
macro_rules! narrowing_binary {
    ($($(#[$doc:meta])* $single:ident $single_long:ident $double_long:ident = $function:path;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $single(x: c_double, y: c_double) -> c_float {
            evaluate::narrow2(x, y, $function)
        }

        extended_entry! {
            $(#[$doc])* $single_long(x: long_double, y: long_double) -> c_float, word_from_ld_ld;
            fn(x: *const F80, y: *const F80) -> c_float { evaluate::narrow2(x.read(), y.read(), $function) }
        }

        extended_entry! {
            $(#[$doc])* $double_long(x: long_double, y: long_double) -> c_double, word_from_ld_ld;
            fn(x: *const F80, y: *const F80) -> c_double { evaluate::narrow2(x.read(), y.read(), $function) }
        }
    )*};
}

// @prototype float NAME(double __x, double __y, double __z) | float NAME(long double __x, long double __y, long double __z) | double NAME(long double __x, long double __y, long double __z)
macro_rules! narrowing_ternary {
    ($($(#[$doc:meta])* $single:ident $single_long:ident $double_long:ident = $function:path;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $single(x: c_double, y: c_double, z: c_double) -> c_float {
            evaluate::narrow3(x, y, z, $function)
        }

        extended_entry! {
            $(#[$doc])* $single_long(x: long_double, y: long_double, z: long_double) -> c_float, word_from_ld_ld_ld;
            fn(x: *const F80, y: *const F80, z: *const F80) -> c_float {
                evaluate::narrow3(x.read(), y.read(), z.read(), $function)
            }
        }

        extended_entry! {
            $(#[$doc])* $double_long(x: long_double, y: long_double, z: long_double) -> c_double, word_from_ld_ld_ld;
            fn(x: *const F80, y: *const F80, z: *const F80) -> c_double {
                evaluate::narrow3(x.read(), y.read(), z.read(), $function)
            }
        }
    )*};
}

pub(crate) use {narrowing_binary, narrowing_ternary, narrowing_unary};
