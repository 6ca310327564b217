//! Disks with flipped bits, in every block that holds something: whatever is read from one, nothing panics.
//!
//! `DAMAGED_DISKS=2000 cargo test -p capos-kernel-core damaged` tries more than `make test` does.

use std::collections::BTreeSet;
use std::vec::Vec;

use super::disk_trees::{KIB, change_names, machine, mount};
use super::random_trees::{NAMES, Random};
use super::{link_to, new};
use crate::file_system::{FileSystem, Inode, Kind, Listed, Rename, SetAttribute, Status};
use crate::testing::image;

const BLOCK: usize = 1024;
const PAGE: u64 = 4096;

/// Files, directories and holes of every kind that the format knows.
fn furnish(volume: &dyn FileSystem) {
    let root = volume.root();
    let large = volume.create(root, b"large", new(Kind::Directory)).expect("made");
    for number in 0..200 {
        let name = std::format!("a-file-with-a-name-{number}");
        let made = volume.create(large, name.as_bytes(), new(Kind::Regular)).expect("made");
        volume.release(made);
    }
    let target = "x".repeat(200);
    volume.create(root, b"short-link", link_to("large")).expect("made");
    volume.create(root, b"long-link", link_to(&target)).expect("made");
    let file = volume.create(root, b"holes", new(Kind::Regular)).expect("made");
    for step in 0..12 {
        write(volume, file, step * 16);
        volume.sync(file, false).expect("room");
    }
    let value = [7; 300];
    volume.set_attribute(file, b"user.name", &value, SetAttribute::Either).expect("room");
    let reserved = volume.create(root, b"reserved", new(Kind::Regular)).expect("made");
    // Files without extents have no room that was never written.
    let _ = volume.allocate(reserved, 0, 300_000, false);
    volume.sync_all().expect("room");
}

/// A page of a file.
fn write(volume: &dyn FileSystem, file: Inode, index: u64) {
    let Ok(pages) = volume.pages(file) else { return };
    if pages.grow((index + 1) * PAGE).is_ok()
        && let Ok(frame) = pages.frame(index)
    {
        frame.write(0, &[index as u8; PAGE as usize]);
        pages.mark_dirty(index);
    }
}

/// Reads all that can be reached, and what is told of it.
fn read_all(volume: &dyn FileSystem) -> Vec<(Inode, Status)> {
    let mut pending = vec![volume.root()];
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(inode) = pending.pop() {
        if !seen.insert(inode) || seen.len() > 400 {
            continue;
        }
        let Ok(status) = volume.status(inode) else { continue };
        found.push((inode, status));
        let _ = volume.attributes(inode);
        let _ = volume.attribute(inode, b"user.name");
        match status.kind {
            Kind::Directory => {
                let _ = volume.parent(inode);
                let _ = volume.list(inode, 0, &mut |entry| {
                    pending.push(entry.inode);
                    Listed::More
                });
            }
            Kind::SymbolicLink => drop(volume.read_link(inode, &mut |_| ())),
            Kind::Regular => {
                let _ = volume.seek_data(inode, 0, true);
                let Ok(pages) = volume.pages(inode) else { continue };
                for index in (0..pages.pages().min(400)).step_by(7) {
                    let _ = pages.readable(index);
                }
            }
            _ => {}
        }
    }
    found
}

fn change_all(volume: &dyn FileSystem, found: &[(Inode, Status)], random: &mut Random) {
    let root = volume.root();
    for (inode, status) in found {
        match status.kind {
            Kind::Directory => {
                let name = NAMES[random.below(5)];
                let _ = volume.create(*inode, name, new(Kind::Directory));
                let _ = volume.link(*inode, root, b"linked");
                let _ = volume.remove(*inode, NAMES[random.below(5)], random.below(2) == 0);
                let _ = volume.rename((*inode, name), (root, NAMES[random.below(5)]), Rename::Replace);
            }
            Kind::Regular if random.below(4) == 0 => {
                write(volume, *inode, random.below(300) as u64);
                let _ = volume.sync(*inode, true);
                let _ = volume.set_size(*inode, random.below(500_000) as u64);
                let _ = volume.allocate(*inode, random.below(500_000) as u64, 70_000, false);
                let _ = volume.set_attribute(*inode, b"user.other", b"value", SetAttribute::Either);
                let _ = volume.remove_attribute(*inode, b"user.name");
            }
            _ => {}
        }
    }
    for name in [&b"large"[..], b"holes", b"reserved", b"long-link", b"short-link"] {
        let _ = volume.remove(root, name, false);
    }
    let _ = volume.sync_all();
    let _ = volume.statistics();
}

#[test]
fn damaged_disks_never_panic_the_kernel() {
    let count = std::env::var("DAMAGED_DISKS").ok().and_then(|count| count.parse().ok()).unwrap_or(8);
    let options: [&[&str]; 4] = [
        &["-b", "1024"],
        &["-b", "1024", "-O", "^metadata_csum"],
        &["-b", "1024", "-O", "^metadata_csum,^extent,^64bit"],
        &["-b", "4096", "-O", "^metadata_csum"],
    ];
    for (seed, options) in (1..).zip(options) {
        let made = machine(image(KIB, options));
        let volume = mount().expect("mounted");
        change_names(&*volume, &mut Random(seed), 40);
        furnish(&*volume);
        drop(volume);
        let good = made.disk_bytes(0);
        // Beside the contents of files, which can be anything.
        let used: Vec<usize> = (0..good.len() / BLOCK)
            .filter(|block| {
                let bytes = &good[block * BLOCK..(block + 1) * BLOCK];
                bytes.iter().any(|byte| *byte != bytes[0])
            })
            .collect();
        for case in 0..count {
            let mut random = Random(seed << 32 | case);
            let mut bytes = good.clone();
            for _ in 0..1 + random.below(8) {
                let at = used[random.below(used.len())] * BLOCK + random.below(BLOCK);
                bytes[at] = if random.below(2) == 0 { bytes[at] ^ 1 << random.below(8) } else { 0xff };
            }
            machine(bytes);
            std::eprintln!("disk {seed}, case {case}");
            let Ok(volume) = mount() else { continue };
            let found = read_all(&*volume);
            change_all(&*volume, &found, &mut random);
            read_all(&*volume);
        }
    }
}
