//! The boot package: layout, determinism, and the files of the build machine.

mod common;

use capos_manifest::boot_files::{BootFiles, Roots, gather};
use capos_manifest::inspect::describe;
use capos_manifest::model::System;
use capos_manifest::package::encode;
use capos_manifest::report::Report;
use capos_schema::abi::boot_package::BootPackageHeader;
use common::{SOUND, check, spoiled};
use std::fs;
use std::path::{Path, PathBuf};

/// A directory with the sources that `SOUND` names, removed when dropped.
struct Sources(PathBuf);

impl Sources {
    fn new(test: &str) -> Self {
        let directory = std::env::temp_dir().join(format!("capos-manifest-{}-{test}", std::process::id()));
        fs::create_dir_all(directory.join("tree/deep")).unwrap();
        fs::write(directory.join("shell.elf"), elf(62, 5000)).unwrap();
        fs::write(directory.join("child.elf"), elf(62, 4096)).unwrap();
        fs::write(directory.join("text"), "text").unwrap();
        fs::write(directory.join("tree/leaf"), "leaf").unwrap();
        fs::write(directory.join("tree/deep/empty"), "").unwrap();
        Sources(directory)
    }

    fn gather(&self, json: &str) -> (System, BootFiles, Vec<String>) {
        let (system, findings) = check(json);
        assert_eq!(findings, [""; 0]);
        let mut report = Report::new("pair.cue");
        let roots = Roots { repository: self.0.clone(), target: self.0.join("target") };
        let files = gather(&system, &roots, &mut report);
        let lines = report.to_string().lines().map(str::to_owned).collect();
        (system, files, lines)
    }
}

impl Drop for Sources {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn elf(machine: u8, size: usize) -> Vec<u8> {
    let mut file = vec![0; size];
    file[..6].copy_from_slice(b"\x7fELF\x02\x01");
    file[18] = machine;
    file
}

#[test]
fn layout() {
    let sources = Sources::new("layout");
    let (system, files, findings) = sources.gather(SOUND);
    assert_eq!(findings, [""; 0]);
    let package = encode(&system, &files);
    assert_eq!(package, encode(&system, &files), "the same input gives the same bytes");

    let header = BootPackageHeader::decode(&package).unwrap();
    assert_eq!(header.total_length, package.len() as u64);
    assert_eq!(package.len() % 4096, 0);
    assert_eq!(
        describe(&package).unwrap(),
        "system pair\n\
         process shell: bin/shell\n  \
           grant root: Namespace \"share\"\n  \
           grant spawner: ProcessSpawner\n  \
           grant terminal: TerminalSession\n  \
           quota 1024 pages, 32 capabilities, 4 processes\n  \
           argument \"shell\"\n  \
           argument \"-i\"\n  \
           environment \"TERM=vt100\"\n  \
           directory \"/\"\n  \
           descriptor 0: terminal\n  \
           descriptor 1: terminal\n  \
           descriptor 2: terminal\n\
         process child: bin/child, parent shell\n  \
           grant terminal: TerminalSession\n  \
           quota 512 pages, 0 capabilities, 0 processes\n  \
           directory \"/\"\n\
         program bin/child: 4096 bytes at 0x1000\n\
         program bin/shell: 5000 bytes at 0x2000\n\
         file share/text: 4 bytes at 0x4000\n\
         file share/tree/deep/empty: 0 bytes at 0x5000\n\
         file share/tree/leaf: 4 bytes at 0x5000\n"
    );
    assert_eq!(package[0x4000..0x4005], *b"text\0");
}

#[test]
fn the_same_content_is_packed_once() {
    let sources = Sources::new("same");
    fs::write(sources.0.join("tree/leaf"), "text").unwrap();
    let (system, files, _) = sources.gather(SOUND);
    let package = encode(&system, &files);
    assert_eq!(package.len(), 0x5000);
    let described = describe(&package).unwrap();
    assert!(described.contains("file share/text: 4 bytes at 0x4000\n"));
    assert!(described.contains("file share/tree/leaf: 4 bytes at 0x4000\n"));
}

#[test]
fn a_manifest_of_many_words_is_one_segment() {
    let sources = Sources::new("words");
    let (system, files, _) = sources.gather(&spoiled("\"-i\"", &format!("\"{}\"", "x".repeat(100_000))));
    let package = encode(&system, &files);
    assert!(describe(&package).unwrap().contains(&"x".repeat(100_000)));
}

#[test]
fn missing_sources() {
    let sources = Sources::new("missing");
    fs::remove_file(sources.0.join("child.elf")).unwrap();
    fs::remove_dir_all(sources.0.join("tree")).unwrap();
    let (_, _, findings) = sources.gather(SOUND);
    assert_eq!(
        findings,
        [
            "pair.cue: files.\"bin/child\".source: missing file \"child.elf\": No such file or directory (os error 2)",
            "pair.cue: trees.\"share/tree\".source: missing directory \"tree\": No such file or directory (os error 2)",
        ]
    );
}

#[test]
fn programs_that_are_none() {
    let sources = Sources::new("programs");
    fs::write(sources.0.join("shell.elf"), "#!/bin/sh").unwrap();
    fs::write(sources.0.join("child.elf"), elf(183, 64)).unwrap();
    let (_, _, findings) = sources.gather(SOUND);
    assert_eq!(
        findings,
        [
            "pair.cue: processes.child.program: \"bin/child\" is not a program: not for x86-64",
            "pair.cue: processes.shell.program: \"bin/shell\" is not a program: no ELF magic",
        ]
    );
}

#[test]
fn trees_may_hold_programs() {
    let sources = Sources::new("trees");
    let in_tree = spoiled("\"program\": \"bin/child\"", "\"program\": \"share/tree/child\"");
    let (_, _, findings) = sources.gather(&in_tree);
    let missing =
        "pair.cue: processes.child.program: missing binary: no file \"share/tree/child\" in the boot package";
    assert_eq!(findings, [missing]);

    fs::write(sources.0.join("tree/child"), elf(62, 64)).unwrap();
    let (_, _, findings) = sources.gather(&in_tree);
    assert_eq!(findings, ["pair.cue: processes.child.program: \"share/tree/child\" is not executable"]);
}

#[test]
fn damaged_packages_are_described_as_such() {
    assert_eq!(describe(b"short"), Err("bad header field magic".to_owned()));
    let sources = Sources::new("damaged");
    let (system, files, _) = sources.gather(SOUND);
    let mut package = encode(&system, &files);
    package[64..72].fill(0xff);
    assert!(describe(&package).unwrap_err().starts_with("bad manifest: "));
}

#[test]
fn what_is_built_lies_in_the_target_directory() {
    let roots = Roots { repository: "here".into(), target: "/there".into() };
    assert_eq!(roots.locate("target/programs/shell"), Path::new("/there/programs/shell"));
    assert_eq!(roots.locate("targets/text"), Path::new("here/targets/text"));
}
