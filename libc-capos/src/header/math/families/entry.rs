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

/// `value` of the quick way, or else of the engine.
macro_rules! quick_or {
    ($value:expr $(, $quick:path, ($($argument:expr),*))?) => {{
        $(if let Some(value) = $quick($($argument),*) {
            return value;
        })?
        $value
    }};
}

pub(crate) use {extended_entry, quick_or};
