//! `Files`: the two files of a data base, `NAME.dir` and `NAME.pag`.

use crate::errno::Errno;
use crate::header::fcntl::constants::{AT_FDCWD, O_ACCMODE, O_APPEND, O_RDONLY, O_RDWR, O_WRONLY};
use crate::platform::{Fs, Sys};
use crate::types::{c_int, mode_t};
use alloc::ffi::CString;
use alloc::vec::Vec;
use capos_libc_engine::database::{Part, Storage};
use core::ffi::CStr;
use core::mem::MaybeUninit;

pub struct Files {
    tree: c_int,
    pages: c_int,
    pub is_writable: bool,
}

fn open(name: &CStr, suffix: &[u8], flags: c_int, mode: mode_t) -> Result<c_int, Errno> {
    let mut path = Vec::new();
    path.try_reserve_exact(name.count_bytes() + suffix.len() + 1).map_err(|_| Errno::ENOMEM)?;
    path.extend_from_slice(name.to_bytes());
    path.extend_from_slice(suffix);
    let path = CString::new(path).map_err(|_| Errno::EINVAL)?;
    Sys::openat(AT_FDCWD, &path, flags, mode)
}

impl Files {
    /// Who wants to write reads too; pages have places of their own, so nothing is appended.
    pub fn open(name: &CStr, flags: c_int, mode: mode_t) -> Result<Self, Errno> {
        let access = if flags & O_ACCMODE == O_WRONLY { O_RDWR } else { flags & O_ACCMODE };
        let flags = flags & !(O_ACCMODE | O_APPEND) | access;
        let tree = open(name, b".dir", flags, mode)?;
        match open(name, b".pag", flags, mode) {
            Ok(pages) => Ok(Files { tree, pages, is_writable: access != O_RDONLY }),
            Err(error) => {
                // The other file's failure is the one to report.
                let _ = Sys::close(tree);
                Err(error)
            }
        }
    }

    fn descriptor(&self, part: Part) -> c_int {
        match part {
            Part::Tree => self.tree,
            Part::Pages => self.pages,
        }
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        for fd in [self.tree, self.pages] {
            // `dbm_close` tells nothing.
            let _ = Sys::close(fd);
        }
    }
}

fn position(offset: u64) -> Result<i64, Errno> {
    i64::try_from(offset).map_err(|_| Errno::EFBIG)
}

impl Storage for Files {
    type Error = Errno;

    fn read(&mut self, part: Part, offset: u64, bytes: &mut [u8]) -> Result<usize, Errno> {
        let (fd, mut done) = (self.descriptor(part), 0);
        while done < bytes.len() {
            let mut room = [MaybeUninit::uninit(); 4096];
            let count = room.len().min(bytes.len() - done);
            match Sys::pread(fd, &mut room[..count], position(offset + done as u64)?) {
                Ok(0) => break,
                Ok(read) => {
                    // SAFETY: `pread` has written that many bytes.
                    bytes[done..done + read].copy_from_slice(unsafe { room[..read].assume_init_ref() });
                    done += read;
                }
                Err(Errno::EINTR) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    fn write(&mut self, part: Part, offset: u64, bytes: &[u8]) -> Result<(), Errno> {
        let (fd, mut done) = (self.descriptor(part), 0);
        while done < bytes.len() {
            match Sys::pwrite(fd, &bytes[done..], position(offset + done as u64)?) {
                Ok(written) => done += written,
                Err(Errno::EINTR) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
