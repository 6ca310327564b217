//! Starting and ending threads: `clone`, `exit`.

use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::ThreadStart;
use core::arch::naked_asm;
use core::sync::atomic::AtomicU32;

const CLONE_VM: usize = 0x100;
const CLONE_FS: usize = 0x200;
const CLONE_FILES: usize = 0x400;
const CLONE_SIGHAND: usize = 0x800;
const CLONE_THREAD: usize = 0x1_0000;
const CLONE_SYSVSEM: usize = 0x4_0000;
const CLONE_SETTLS: usize = 0x8_0000;
const CLONE_PARENT_SETTID: usize = 0x10_0000;
const CLONE_CHILD_SETTID: usize = 0x100_0000;
const FLAGS: usize = CLONE_VM
    | CLONE_FS
    | CLONE_FILES
    | CLONE_SIGHAND
    | CLONE_THREAD
    | CLONE_SYSVSEM
    | CLONE_SETTLS
    | CLONE_PARENT_SETTID
    | CLONE_CHILD_SETTID;

/// The call itself: the new thread finds its entry and the argument on its own stack.
///
/// # Safety
/// The arguments are those of the system call; `stack` ends with entry and argument.
#[unsafe(naked)]
unsafe extern "C" fn clone(flags: usize, stack: *mut usize, id: *const AtomicU32, tls: usize) -> isize {
    naked_asm!(
        "mov r8, rcx",  // thread pointer
        "mov r10, rdx", // where the child's number goes, twice
        "mov eax, 56",
        "syscall",
        "test eax, eax",
        "jnz 2f",
        "xor ebp, ebp", // the outermost frame
        "pop rax",
        "pop rdi",
        "call rax",
        "ud2",
        "2:",
        "ret",
    )
}

/// # Safety
/// As for `Threads::spawn`.
pub unsafe fn spawn(start: &ThreadStart) -> Result<(), Errno> {
    // SAFETY: the stack is the new thread's, which starts by taking these two words off it. Both words of the pair keep
    // the stack's alignment.
    let raw = unsafe {
        let top = start.stack_end.cast::<usize>().sub(2);
        top.write(start.entry as usize);
        top.add(1).write(start.argument as usize);
        clone(FLAGS, top, start.id, start.control_block as usize)
    };
    // The kernel says EAGAIN where it has no room, and ENOMEM where it has no memory; POSIX knows the first.
    if raw < 0 { Err(Errno::EAGAIN) } else { Ok(()) }
}

/// Ends the calling thread; the kernel clears `gone` when it has left the stack.
pub fn exit(gone: &AtomicU32) -> ! {
    // SAFETY: the word outlives the thread.
    let _ = unsafe { syscall(nr::SET_TID_ADDRESS, args([gone.as_ptr() as usize])) };
    loop {
        // SAFETY: the thread ends; no memory is involved. The loop satisfies the type only.
        let _ = unsafe { syscall(nr::EXIT, args([0])) };
    }
}

/// Writes the thread's name to where the kernel shows it.
pub fn publish_name(id: u32, name: &[u8]) -> Result<(), Errno> {
    const O_WRONLY_CLOEXEC: i32 = 0o2000001;
    let mut path = *b"/proc/self/task/0000000000/comm\0";
    let mut rest = id;
    for digit in path[16..26].iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    // The kernel's numbers have no leading zeros.
    let zeros = path[16..26].iter().take_while(|&&digit| digit == b'0').count();
    path.copy_within(16 + zeros.., 16);
    let arguments = args([int(-100), path.as_ptr() as usize, int(O_WRONLY_CLOEXEC)]);
    // SAFETY: the path ends with a NUL; the name is readable; the descriptor is ours.
    unsafe {
        let file = syscall(nr::OPENAT, arguments)?;
        let outcome = syscall(nr::WRITE, args([file, name.as_ptr() as usize, name.len()]));
        let _ = syscall(nr::CLOSE, args([file]));
        outcome.map(drop)
    }
}
