//! Functions of the engine on numbers.
//!
//! Behind the function may stand a quick way for `double`, one for `float`, and one for `long double`. They answer for
//! common arguments only: `fn(f64) -> Option<f64>` of `math::quick`; that for `float` takes it widened; that for
//! `long double` writes its result and tells whether it did.

// @prototype T NAME(T __x)
macro_rules! real_unary {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path $(, $fast:ident, $fast_float:ident $(, $fast_long:path)?)?;)*)
    => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(x: c_double) -> c_double {
            quick_or!(evaluate::unary(x, $function); c_double $(, $fast(x: c_double = x))?)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(x: c_float) -> c_float {
            quick_or!(evaluate::unary(x, $function); c_float $(, $fast_float(x: c_float = evaluate::widened(x)))?)
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double) -> long_double, ld_from_ld;
            fn(out: *mut F80, x: *const F80) {
                $($(if $fast_long(out, x) {
                    return;
                })?)?
                out.write(evaluate::unary(x.read(), $function))
            }
        }
    )*};
}

// @prototype T NAME(T __x, T __y)
macro_rules! real_binary {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path $(, $fast:ident, $fast_float:ident $(, $fast_long:path)?)?;)*)
    => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(x: c_double, y: c_double) -> c_double {
            quick_or!(evaluate::binary(x, y, $function); c_double $(, $fast(x: c_double = x, y: c_double = y))?)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(x: c_float, y: c_float) -> c_float {
            quick_or!(
                evaluate::binary(x, y, $function); c_float
                $(, $fast_float(x: c_float = evaluate::widened(x), y: c_float = evaluate::widened(y)))?
            )
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double, y: long_double) -> long_double, ld_from_ld_ld;
            fn(out: *mut F80, x: *const F80, y: *const F80) {
                $($(if $fast_long(out, x, y) {
                    return;
                })?)?
                out.write(evaluate::binary(x.read(), y.read(), $function))
            }
        }
    )*};
}

// @prototype T NAME(T __x, long long __n)
macro_rules! real_and_integer {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(x: c_double, n: c_longlong) -> c_double {
            evaluate::with_integer(x, n, $function)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(x: c_float, n: c_longlong) -> c_float {
            evaluate::with_integer(x, n, $function)
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double, n: c_longlong) -> long_double, ld_from_ld_word;
            fn(out: *mut F80, x: *const F80, n: c_longlong) {
                out.write(evaluate::with_integer(x.read(), n, $function))
            }
        }
    )*};
}

// @prototype T NAME(int __n, T __x)
macro_rules! of_order {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(n: c_int, x: c_double) -> c_double {
            evaluate::with_integer(x, n.into(), $function)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(n: c_int, x: c_float) -> c_float {
            evaluate::with_integer(x, n.into(), $function)
        }

        extended_entry! {
            $(#[$doc])* $long(n: c_int, x: long_double) -> long_double, ld_from_ld_word;
            fn(out: *mut F80, x: *const F80, n: c_int) {
                out.write(evaluate::with_integer(x.read(), n.into(), $function))
            }
        }
    )*};
}

pub(crate) use {of_order, real_and_integer, real_binary, real_unary};
