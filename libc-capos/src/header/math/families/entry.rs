//! What the macros of the families are made of.

/// The `long double` entry of a family: naked, around a function with pointers.
macro_rules! extended_entry {
    ($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty, $body:ident;
     fn($($parameter:ident: $passed:ty),*) $(-> $returned:ty)? $code:block) => {
        const _: () = {
            unsafe extern "C" fn call($($parameter: $passed),*) $(-> $returned)? {
                // SAFETY: the naked body passes pointers to the caller's arguments and to its own place for the
                // result; what else is a pointer is the C caller's, by the function's contract.
                unsafe { $code }
            }

            $(#[$doc])*
            #[unsafe(no_mangle)]
            #[unsafe(naked)]
            pub unsafe extern "C" fn $name($($argument: $type),*) -> $result {
                $crate::abi::long_double::$body!(call)
            }
        };
    };
}

/// A value of the engine's quick ways, compiled for each of the processor's units, or else the exact one.
macro_rules! quick_or {
    ($exact:expr; $result:ty) => {
        $exact
    };
    ($exact:expr; $result:ty, $($quick:ident)::+($($argument:ident: $type:ty = $value:expr),*)) => {{
        #[target_feature(enable = "fma")]
        fn fused($($argument: $type),*) -> $result {
            match quick::$($quick)::+::<quick::Fused>($($value),*) {
                Some(value) => value,
                None => $exact,
            }
        }
        fn plain($($argument: $type),*) -> $result {
            match quick::$($quick)::+::<quick::Plain>($($value),*) {
                Some(value) => value,
                None => $exact,
            }
        }
        if capos_libc_mem::cpu::has_fma() {
            // SAFETY: the processor has the instructions.
            unsafe { fused($($argument),*) }
        } else {
            plain($($argument),*)
        }
    }};
}

pub(crate) use {extended_entry, quick_or};
