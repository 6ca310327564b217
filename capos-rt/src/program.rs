//! A Rust program's start and end: `_start`, the panic handler, and `print`.
//!
//! The program defines `main` with [`crate::program!`]; what it answers is the exit status.

use core::arch::naked_asm;
use core::fmt::Write;
use core::panic::PanicInfo;

use capos_schema::abi::startup::Startup;

use crate::call::Wait;
use crate::capability::interfaces::{Console, TerminalSession};
use crate::{entry, relocate, startup};

/// Status of a program that panicked, as Rust programs end elsewhere.
const PANICKED: i32 = 101;

/// Names the program's main function, `fn() -> i32`.
#[macro_export]
macro_rules! program {
    ($main:path) => {
        #[unsafe(no_mangle)]
        extern "C" fn capos_main() -> i32 {
            $main()
        }
    };
}

unsafe extern "C" {
    safe fn capos_main() -> i32;
}

/// Where the kernel starts the process: RDI holds the start-up block, RSP is 16-byte aligned.
#[unsafe(no_mangle)]
#[unsafe(naked)]
extern "C" fn _start() -> ! {
    naked_asm!("xor ebp, ebp", "call {start}", "ud2", start = sym start)
}

extern "C" fn start(block: *const Startup) -> ! {
    // SAFETY: the kernel's start-up block describes this program, and nothing has relocated it yet.
    unsafe {
        relocate::relocate(
            (*block).program_headers as *const u8,
            (*block).program_header_count,
            (*block).load_bias,
        );
        startup::initialize(block);
    }
    entry::exit_process(capos_main())
}

/// Writes to the console or else the terminal, whichever was granted.
pub struct Output;

impl Write for Output {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        if let Some(console) = startup::granted_any::<Console>() {
            console.write_all(text.as_bytes()).map_err(|_| core::fmt::Error)
        } else if let Some(terminal) = startup::granted_any::<TerminalSession>() {
            let mut rest = text.as_bytes();
            while !rest.is_empty() {
                rest = &rest[terminal.write(rest, Wait::Block).map_err(|_| core::fmt::Error)?..];
            }
            Ok(())
        } else {
            Err(core::fmt::Error)
        }
    }
}

/// Prints a line where the program can.
#[macro_export]
macro_rules! println {
    ($($argument:tt)*) => {{
        let _ = ::core::fmt::Write::write_fmt(&mut $crate::program::Output, ::core::format_args!("{}\n", ::core::format_args!($($argument)*)));
    }};
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    crate::println!("{info}");
    entry::exit_process(PANICKED)
}
