//! Error numbers: the [`Errno`] newtype, the thread's `errno`, and the texts of `strerror`.
//!
//! Numbers are Linux's (and so musl's) for x86-64, since programs in the wild assume them.

use crate::thread;
use crate::types::c_int;
use core::num::NonZeroI32;

/// A non-zero error number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Errno(NonZeroI32);

/// Defines the constants and the table behind [`Errno::name`] and [`Errno::text`] in one place.
macro_rules! errors {
    ($($name:ident = $number:literal, $text:literal;)*) => {
        impl Errno {
            $(pub const $name: Errno = Errno::from_const($number);)*
        }

        const fn entry(number: i32) -> Option<(&'static str, &'static core::ffi::CStr)> {
            match number {
                $($number => Some((concat!(stringify!($name), "\0"), $text)),)*
                _ => None,
            }
        }
    };
}

errors! {
    EPERM = 1, c"Operation not permitted";
    ENOENT = 2, c"No such file or directory";
    ESRCH = 3, c"No such process";
    EINTR = 4, c"Interrupted system call";
    EIO = 5, c"Input/output error";
    ENXIO = 6, c"No such device or address";
    E2BIG = 7, c"Argument list too long";
    ENOEXEC = 8, c"Exec format error";
    EBADF = 9, c"Bad file descriptor";
    ECHILD = 10, c"No child processes";
    EAGAIN = 11, c"Resource temporarily unavailable";
    ENOMEM = 12, c"Cannot allocate memory";
    EACCES = 13, c"Permission denied";
    EFAULT = 14, c"Bad address";
    ENOTBLK = 15, c"Block device required";
    EBUSY = 16, c"Device or resource busy";
    EEXIST = 17, c"File exists";
    EXDEV = 18, c"Invalid cross-device link";
    ENODEV = 19, c"No such device";
    ENOTDIR = 20, c"Not a directory";
    EISDIR = 21, c"Is a directory";
    EINVAL = 22, c"Invalid argument";
    ENFILE = 23, c"Too many open files in system";
    EMFILE = 24, c"Too many open files";
    ENOTTY = 25, c"Inappropriate ioctl for device";
    ETXTBSY = 26, c"Text file busy";
    EFBIG = 27, c"File too large";
    ENOSPC = 28, c"No space left on device";
    ESPIPE = 29, c"Illegal seek";
    EROFS = 30, c"Read-only file system";
    EMLINK = 31, c"Too many links";
    EPIPE = 32, c"Broken pipe";
    EDOM = 33, c"Numerical argument out of domain";
    ERANGE = 34, c"Numerical result out of range";
    EDEADLK = 35, c"Resource deadlock avoided";
    ENAMETOOLONG = 36, c"File name too long";
    ENOLCK = 37, c"No locks available";
    ENOSYS = 38, c"Function not implemented";
    ENOTEMPTY = 39, c"Directory not empty";
    ELOOP = 40, c"Too many levels of symbolic links";
    ENOMSG = 42, c"No message of desired type";
    EIDRM = 43, c"Identifier removed";
    ECHRNG = 44, c"Channel number out of range";
    EL2NSYNC = 45, c"Level 2 not synchronized";
    EL3HLT = 46, c"Level 3 halted";
    EL3RST = 47, c"Level 3 reset";
    ELNRNG = 48, c"Link number out of range";
    EUNATCH = 49, c"Protocol driver not attached";
    ENOCSI = 50, c"No CSI structure available";
    EL2HLT = 51, c"Level 2 halted";
    EBADE = 52, c"Invalid exchange";
    EBADR = 53, c"Invalid request descriptor";
    EXFULL = 54, c"Exchange full";
    ENOANO = 55, c"No anode";
    EBADRQC = 56, c"Invalid request code";
    EBADSLT = 57, c"Invalid slot";
    EBFONT = 59, c"Bad font file format";
    ENOSTR = 60, c"Device not a stream";
    ENODATA = 61, c"No data available";
    ETIME = 62, c"Timer expired";
    ENOSR = 63, c"Out of streams resources";
    ENONET = 64, c"Machine is not on the network";
    ENOPKG = 65, c"Package not installed";
    EREMOTE = 66, c"Object is remote";
    ENOLINK = 67, c"Link has been severed";
    EADV = 68, c"Advertise error";
    ESRMNT = 69, c"Srmount error";
    ECOMM = 70, c"Communication error on send";
    EPROTO = 71, c"Protocol error";
    EMULTIHOP = 72, c"Multihop attempted";
    EDOTDOT = 73, c"RFS specific error";
    EBADMSG = 74, c"Bad message";
    EOVERFLOW = 75, c"Value too large for defined data type";
    ENOTUNIQ = 76, c"Name not unique on network";
    EBADFD = 77, c"File descriptor in bad state";
    EREMCHG = 78, c"Remote address changed";
    ELIBACC = 79, c"Can not access a needed shared library";
    ELIBBAD = 80, c"Accessing a corrupted shared library";
    ELIBSCN = 81, c".lib section in a.out corrupted";
    ELIBMAX = 82, c"Attempting to link in too many shared libraries";
    ELIBEXEC = 83, c"Cannot exec a shared library directly";
    EILSEQ = 84, c"Invalid or incomplete multibyte or wide character";
    ERESTART = 85, c"Interrupted system call should be restarted";
    ESTRPIPE = 86, c"Streams pipe error";
    EUSERS = 87, c"Too many users";
    ENOTSOCK = 88, c"Socket operation on non-socket";
    EDESTADDRREQ = 89, c"Destination address required";
    EMSGSIZE = 90, c"Message too long";
    EPROTOTYPE = 91, c"Protocol wrong type for socket";
    ENOPROTOOPT = 92, c"Protocol not available";
    EPROTONOSUPPORT = 93, c"Protocol not supported";
    ESOCKTNOSUPPORT = 94, c"Socket type not supported";
    EOPNOTSUPP = 95, c"Operation not supported";
    EPFNOSUPPORT = 96, c"Protocol family not supported";
    EAFNOSUPPORT = 97, c"Address family not supported by protocol";
    EADDRINUSE = 98, c"Address already in use";
    EADDRNOTAVAIL = 99, c"Cannot assign requested address";
    ENETDOWN = 100, c"Network is down";
    ENETUNREACH = 101, c"Network is unreachable";
    ENETRESET = 102, c"Network dropped connection on reset";
    ECONNABORTED = 103, c"Software caused connection abort";
    ECONNRESET = 104, c"Connection reset by peer";
    ENOBUFS = 105, c"No buffer space available";
    EISCONN = 106, c"Transport endpoint is already connected";
    ENOTCONN = 107, c"Transport endpoint is not connected";
    ESHUTDOWN = 108, c"Cannot send after transport endpoint shutdown";
    ETOOMANYREFS = 109, c"Too many references: cannot splice";
    ETIMEDOUT = 110, c"Connection timed out";
    ECONNREFUSED = 111, c"Connection refused";
    EHOSTDOWN = 112, c"Host is down";
    EHOSTUNREACH = 113, c"No route to host";
    EALREADY = 114, c"Operation already in progress";
    EINPROGRESS = 115, c"Operation now in progress";
    ESTALE = 116, c"Stale file handle";
    EUCLEAN = 117, c"Structure needs cleaning";
    ENOTNAM = 118, c"Not a XENIX named type file";
    ENAVAIL = 119, c"No XENIX semaphores available";
    EISNAM = 120, c"Is a named type file";
    EREMOTEIO = 121, c"Remote I/O error";
    EDQUOT = 122, c"Disk quota exceeded";
    ENOMEDIUM = 123, c"No medium found";
    EMEDIUMTYPE = 124, c"Wrong medium type";
    ECANCELED = 125, c"Operation canceled";
    ENOKEY = 126, c"Required key not available";
    EKEYEXPIRED = 127, c"Key has expired";
    EKEYREVOKED = 128, c"Key has been revoked";
    EKEYREJECTED = 129, c"Key was rejected by service";
    EOWNERDEAD = 130, c"Owner died";
    ENOTRECOVERABLE = 131, c"State not recoverable";
    ERFKILL = 132, c"Operation not possible due to RF-kill";
    EHWPOISON = 133, c"Memory page has hardware error";
}

impl Errno {
    pub const EWOULDBLOCK: Errno = Errno::EAGAIN;
    pub const ENOTSUP: Errno = Errno::EOPNOTSUPP;

    const fn from_const(number: i32) -> Errno {
        match NonZeroI32::new(number) {
            Some(n) => Errno(n),
            None => panic!("an error number is not zero"),
        }
    }

    /// The error of a raw number; `None` for zero.
    pub const fn new(number: i32) -> Option<Errno> {
        match NonZeroI32::new(number) {
            Some(n) => Some(Errno(n)),
            None => None,
        }
    }

    pub const fn number(self) -> c_int {
        self.0.get()
    }

    /// The symbolic name (`"ENOENT"`), as `strerrorname_np` gives it.
    pub const fn name(self) -> Option<&'static str> {
        match entry(self.0.get()) {
            Some((name, _)) => Some(name.split_at(name.len() - 1).0),
            None => None,
        }
    }

    /// As [`Errno::name`], for C.
    pub const fn c_name(self) -> Option<&'static core::ffi::CStr> {
        match entry(self.0.get()) {
            Some((name, _)) => match core::ffi::CStr::from_bytes_with_nul(name.as_bytes()) {
                Ok(name) => Some(name),
                Err(_) => None,
            },
            None => None,
        }
    }

    /// The message of `strerror`; `None` for a number that is no known error.
    pub const fn text(self) -> Option<&'static core::ffi::CStr> {
        match entry(self.0.get()) {
            Some((_, text)) => Some(text),
            None => None,
        }
    }
}

impl core::fmt::Debug for Errno {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Errno({})", self.0),
        }
    }
}

/// Sets the calling thread's `errno`.
pub fn set(error: Errno) {
    thread::tcb().errno.set(error.number());
}

/// The calling thread's `errno` as a raw number (zero if nothing failed yet).
pub fn get() -> c_int {
    thread::tcb().errno.get()
}

/// Restores a raw `errno`, as functions do that must leave it unchanged.
pub fn restore(number: c_int) {
    thread::tcb().errno.set(number);
}

/// The C convention for integers: the value, or -1 with `errno` set.
#[inline]
pub fn result<T: From<i8>>(outcome: Result<T, Errno>) -> T {
    outcome.unwrap_or_else(|error| {
        set(error);
        T::from(-1)
    })
}

/// The C convention for functions without a value: 0, or -1 with `errno` set.
#[inline]
pub fn status(outcome: Result<(), Errno>) -> c_int {
    result(outcome.map(|()| 0))
}

/// The C convention for pointers: the pointer, or NULL with `errno` set.
pub fn pointer<T>(outcome: Result<*mut T, Errno>) -> *mut T {
    outcome.unwrap_or_else(|error| {
        set(error);
        core::ptr::null_mut()
    })
}
