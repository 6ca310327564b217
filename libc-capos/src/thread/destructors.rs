//! Destructors of thread-local objects of C++, which run before those of keys.

use super::tcb;
use crate::errno::Errno;
use crate::heap;
use crate::types::c_void;

/// One object; the last that was made goes first.
pub(super) struct Destructor {
    function: unsafe extern "C" fn(*mut c_void),
    object: *mut c_void,
    next: *mut Destructor,
}

/// Has `function` called with `object` when the calling thread ends.
pub fn at_thread_exit(
    function: unsafe extern "C" fn(*mut c_void),
    object: *mut c_void,
) -> Result<(), Errno> {
    let me = tcb();
    let entry = heap::allocate(size_of::<Destructor>())?.cast::<Destructor>();
    // SAFETY: the block has room for it.
    unsafe { entry.write(Destructor { function, object, next: me.destructors.get() }) };
    me.destructors.set(entry);
    Ok(())
}

/// Runs what is registered, and what is registered meanwhile.
pub fn run() {
    let me = tcb();
    loop {
        let entry = me.destructors.get();
        if entry.is_null() {
            return;
        }
        // SAFETY: entries are blocks of ours, each in the list once; the program promised that the function may run.
        unsafe {
            let Destructor { function, object, next } = entry.read();
            me.destructors.set(next);
            heap::free(entry.cast());
            function(object);
        }
    }
}
