//! Functions that depend on the format itself: neighbours, orders, payloads.

// @prototype T NAME(T __x)
macro_rules! format_unary {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(x: c_double) -> c_double {
            evaluate::run(|context| $function(x, context))
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(x: c_float) -> c_float {
            evaluate::run(|context| $function(x, context))
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double) -> long_double, ld_from_ld;
            fn(out: *mut F80, x: *const F80) { out.write(evaluate::run(|context| $function(x.read(), context))) }
        }
    )*};
}

// @prototype T NAME(T __x, T __y)
macro_rules! format_binary {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path, $quick:path, $quick_float:path;)*)
    => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(x: c_double, y: c_double) -> c_double {
            $quick(x, y).unwrap_or_else(|| evaluate::run(|context| $function(x, y, context)))
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(x: c_float, y: c_float) -> c_float {
            $quick_float(x, y).unwrap_or_else(|| evaluate::run(|context| $function(x, y, context)))
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double, y: long_double) -> long_double, ld_from_ld_ld;
            fn(out: *mut F80, x: *const F80, y: *const F80) {
                out.write(evaluate::run(|context| $function(x.read(), y.read(), context)))
            }
        }
    )*};
}

// @prototype T NAME(T __x, long double __y)
macro_rules! format_and_extended {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path;)*) => {$(
        extended_entry! {
            $(#[$doc])* $double(x: c_double, y: long_double) -> c_double, word_from_ld;
            fn(y: *const F80, x: c_double) -> c_double { evaluate::run(|context| $function(x, y.read(), context)) }
        }

        extended_entry! {
            $(#[$doc])* $float(x: c_float, y: long_double) -> c_float, word_from_ld;
            fn(y: *const F80, x: c_float) -> c_float { evaluate::run(|context| $function(x, y.read(), context)) }
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double, y: long_double) -> long_double, ld_from_ld_ld;
            fn(out: *mut F80, x: *const F80, y: *const F80) {
                out.write(evaluate::run(|context| $function(x.read(), y.read(), context)))
            }
        }
    )*};
}

// @prototype T NAME(T __x, int __n)
macro_rules! format_and_int {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path, $quick:path, $quick_float:path;)*)
    => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(x: c_double, n: c_int) -> c_double {
            $quick(x, n.into()).unwrap_or_else(|| evaluate::with_integer(x, n.into(), $function))
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(x: c_float, n: c_int) -> c_float {
            $quick_float(x, n.into()).unwrap_or_else(|| evaluate::with_integer(x, n.into(), $function))
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double, n: c_int) -> long_double, ld_from_ld_word;
            fn(out: *mut F80, x: *const F80, n: c_int) {
                out.write(evaluate::with_integer(x.read(), n.into(), $function))
            }
        }
    )*};
}

// @prototype T NAME(T __x, int __rnd, unsigned int __width)
macro_rules! to_width {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(x: c_double, rnd: c_int, width: c_uint) -> c_double {
            $function(x, rnd, width)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(x: c_float, rnd: c_int, width: c_uint) -> c_float {
            $function(x, rnd, width)
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double, rnd: c_int, width: c_uint) -> long_double, ld_from_ld_words;
            fn(out: *mut F80, x: *const F80, rnd: c_int, width: c_uint) { out.write($function(x.read(), rnd, width)) }
        }
    )*};
}

// @prototype int NAME(T __x)
macro_rules! classification {
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(x: c_double) -> c_int {
            $function(x)
        }

        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(x: c_float) -> c_int {
            $function(x)
        }

        extended_entry! {
            $(#[$doc])* $long(x: long_double) -> c_int, word_from_ld;
            fn(x: *const F80) -> c_int { $function(x.read()) }
        }
    )*};
}

// @prototype int NAME(const T *__x, const T *__y)
macro_rules! order {
    (@one $(#[$doc:meta])* $name:ident, $type:ty, $value:ty, $function:path) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// `x` and `y` point to numbers.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(x: *const $type, y: *const $type) -> c_int {
            // SAFETY: by the contract; both types have the same bytes.
            let (x, y) = unsafe { (x.cast::<$value>().read(), y.cast::<$value>().read()) };
            c_int::from($function(x, y))
        }
    };
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path;)*) => {$(
        order!(@one $(#[$doc])* $double, c_double, f64, $function);
        order!(@one $(#[$doc])* $float, c_float, f32, $function);
        order!(@one $(#[$doc])* $long, long_double, F80, $function);
    )*};
}

// @prototype int NAME(T *__cx, const T *__x)
macro_rules! canonical {
    (@one $(#[$doc:meta])* $name:ident, $type:ty, $value:ty, $function:path) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// `x` points to a number, `cx` to a writable place.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(cx: *mut $type, x: *const $type) -> c_int {
            // SAFETY: by the contract; both types have the same bytes.
            unsafe { cx.cast::<$value>().write($function(x.cast::<$value>().read())) };
            0
        }
    };
    ($($(#[$doc:meta])* $double:ident $float:ident $long:ident = $function:path;)*) => {$(
        canonical!(@one $(#[$doc])* $double, c_double, f64, $function);
        canonical!(@one $(#[$doc])* $float, c_float, f32, $function);
        canonical!(@one $(#[$doc])* $long, long_double, F80, $function);
    )*};
}

pub(crate) use {
    canonical, classification, format_and_extended, format_and_int, format_binary, format_unary, order,
    to_width,
};
