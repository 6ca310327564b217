//! `Place`: the folders that one program has to itself, and the file that its output goes to.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use capos_rt::call::Wait;
use capos_rt::schema::abi::Handle;
use capos_rt::schema::abi::directory_entry::{DIRECTORY, DirectoryEntry};
use capos_rt::{Capability, File, Namespace, Result};

/// `O_RDWR | O_CREAT | O_APPEND` and `O_DIRECTORY` of <fcntl.h>, and the type of a directory in a mode.
const NEW_OUTPUT: u32 = 0o2 | 0o100 | 0o2000;
const OPEN_DIRECTORY: u32 = 0o200_000;
const DIRECTORY_MODE: u32 = 0o040_000;

/// Output beyond this is not shown.
const SHOWN: usize = 4096;

pub struct Place {
    folder: String,
    /// The supervisor's tree, but for the folders of `OWN`.
    pub tree: Capability<Namespace>,
    pub output: Capability<File>,
}

impl Place {
    /// Where a program finds itself.
    pub const WORKING_DIRECTORY: &[u8] = b"/home";

    /// The folders that each program has to itself, and their modes.
    const OWN: [(&str, u32); 3] = [("/home", 0o755), ("/tmp", 0o1777), ("/dev/shm", 0o1777)];

    /// Makes the folders below `/places`.
    pub fn make(root: &Capability<Namespace>, number: usize) -> Result<Place> {
        let folder = format!("/places/{number}");
        make_folder(root, &folder, 0o755)?;
        let output = root.open(format!("{folder}/output").as_bytes(), NEW_OUTPUT, 0o644)?;
        let mut tree: Option<Capability<Namespace>> = None;
        for (index, (path, mode)) in Self::OWN.into_iter().enumerate() {
            let own = format!("{folder}/{index}");
            make_folder(root, &own, mode)?;
            let own = root.sub(Handle::NONE, own.as_bytes())?;
            tree = Some(tree.as_ref().unwrap_or(root).bind(path.as_bytes(), &own)?);
        }
        let tree = tree.ok_or(capos_rt::Error::BadResults)?;
        Ok(Place { folder, tree, output })
    }

    /// Copies a folder's contents to where the program runs, if there is such a folder.
    pub fn furnish(&self, root: &Capability<Namespace>, folder: &str) -> Result<()> {
        if root.status(folder.as_bytes(), true).is_err() {
            return Ok(());
        }
        copy_folder(root, folder, &format!("{}/0", self.folder))
    }

    /// What the program has written, or the beginning of it.
    pub fn shown(&self) -> Result<String> {
        let mut bytes = vec![0; SHOWN];
        let count = self.output.read_at(0, &mut bytes, Wait::Block)?;
        Ok(String::from_utf8_lossy(&bytes[..count]).into_owned())
    }

    /// Removes the folders with what the program left there.
    pub fn remove(self, root: &Capability<Namespace>) -> Result<()> {
        remove_folder(root, &self.folder)
    }
}

fn make_folder(root: &Capability<Namespace>, path: &str, mode: u32) -> Result<()> {
    root.make_node(Handle::NONE, path.as_bytes(), DIRECTORY_MODE | mode)?;
    // Without the creation mask.
    root.set_mode(Handle::NONE, path.as_bytes(), mode, false)
}

fn remove_folder(root: &Capability<Namespace>, path: &str) -> Result<()> {
    // A program may have taken away its own permission.
    root.set_mode(Handle::NONE, path.as_bytes(), 0o700, false)?;
    for (name, is_directory) in entries(root, path)? {
        let path = format!("{path}/{name}");
        if is_directory {
            remove_folder(root, &path)?;
        } else {
            root.remove(Handle::NONE, path.as_bytes(), false)?;
        }
    }
    root.remove(Handle::NONE, path.as_bytes(), true)
}

fn copy_folder(root: &Capability<Namespace>, from: &str, to: &str) -> Result<()> {
    for (name, is_directory) in entries(root, from)? {
        let (from, to) = (format!("{from}/{name}"), format!("{to}/{name}"));
        if is_directory {
            make_folder(root, &to, 0o755)?;
            copy_folder(root, &from, &to)?;
        } else {
            copy_file(root, &from, &to)?;
        }
    }
    Ok(())
}

fn copy_file(root: &Capability<Namespace>, from: &str, to: &str) -> Result<()> {
    let from = root.open(from.as_bytes(), 0, 0)?;
    let to = root.open(to.as_bytes(), NEW_OUTPUT, 0o755)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let mut rest = match from.read(&mut buffer, Wait::Block)? {
            0 => return Ok(()),
            count => &buffer[..count],
        };
        while !rest.is_empty() {
            let written = to.write(rest, Wait::Block)?;
            rest = &rest[written..];
        }
    }
}

fn entries(root: &Capability<Namespace>, path: &str) -> Result<Vec<(String, bool)>> {
    let directory = root.open(path.as_bytes(), OPEN_DIRECTORY, 0)?;
    let mut found = Vec::new();
    let mut buffer = [0; 2048];
    loop {
        let count = directory.list(&mut buffer)?;
        let mut rest = &buffer[..count];
        if rest.is_empty() {
            return Ok(found);
        }
        while let Some((entry, length)) = DirectoryEntry::decode(rest) {
            if entry.name != b"." && entry.name != b".." {
                let name = String::from_utf8_lossy(entry.name).into_owned();
                found.push((name, entry.kind == DIRECTORY));
            }
            rest = rest.get(length..).unwrap_or_default();
        }
    }
}
