//! Every refusal, each with its whole message.

mod common;

use capos_schema::Interface;
use common::{SOUND, check, spoiled};

/// A manifest with `from` replaced by `to` gets exactly this one finding.
#[track_caller]
fn refused(from: &str, to: &str, finding: &str) {
    let (_, findings) = check(&spoiled(from, to));
    assert_eq!(findings, [format!("pair.cue: {finding}")]);
}

#[test]
fn a_sound_manifest_has_no_findings() {
    assert_eq!(check(SOUND).1, [""; 0]);
}

#[test]
fn unknown_interface() {
    let known: Vec<String> = Interface::ALL.iter().map(|known| format!("{:?}", known.name())).collect();
    refused(
        r#""root": {"interface": "Namespace""#,
        r#""root": {"interface": "Filesystem""#,
        &format!(
            "processes.shell.grants.root.interface: unknown interface \"Filesystem\" (known: {})",
            known.join(", ")
        ),
    );
}

#[test]
fn missing_binary() {
    refused(
        r#""bin/child": {"source": "child.elf", "executable": true},"#,
        "",
        "processes.child.program: missing binary: no file \"bin/child\" in the boot package",
    );
}

#[test]
fn program_that_is_not_executable() {
    refused(
        r#""child.elf", "executable": true"#,
        r#""child.elf", "executable": false"#,
        "processes.child.program: \"bin/child\" is not executable",
    );
}

#[test]
fn duplicate_names() {
    refused(
        r#""files": {"#,
        r#""files": {"bin/shell": {"source": "other", "executable": true},"#,
        "files.\"bin/shell\": duplicate name \"bin/shell\"",
    );
    refused(
        r#""spawner": {"interface""#,
        r#""root": {"interface""#,
        "processes.shell.grants.root: duplicate name \"root\"",
    );
    refused(
        r#""2": "terminal""#,
        r#""2": "terminal", "01": "terminal""#,
        "processes.shell.descriptors.\"1\": duplicate descriptor 1",
    );
    refused(
        r#""share/tree": {"#,
        r#""share/text": {"#,
        "trees.\"share/text\": duplicate name \"share/text\": also a file",
    );
}

#[test]
fn file_above_another() {
    refused(
        r#""share/text": {"#,
        r#""share": {"source": "x"}, "share/text": {"#,
        "files.share: is a file, but \"share/text\" lies below it",
    );
}

#[test]
fn grant_that_the_parent_does_not_hold() {
    refused(
        r#""grants": {"terminal": {"interface": "TerminalSession"}},"#,
        r#""grants": {"timer": {"interface": "Timer"}},"#,
        "processes.child.grants.timer: the parent \"shell\" holds no grant \"timer\" \
         (it holds: \"root\", \"spawner\", \"terminal\")",
    );
    refused(
        r#""grants": {"terminal": {"interface": "TerminalSession"}},"#,
        r#""grants": {"terminal": {"interface": "Console"}},"#,
        "processes.child.grants.terminal.interface: \"Console\", but the parent \"shell\" holds a \"TerminalSession\"",
    );
    refused(
        r#""grants": {"terminal": {"interface": "TerminalSession"}},"#,
        r#""grants": {"root": {"interface": "Namespace", "path": "share/tree"}},"#,
        "processes.child.grants.root.path: \"share/tree\", but the grant comes from \"shell\" with \"share\"",
    );
}

#[test]
fn parents() {
    refused(r#""parent": "shell""#, r#""parent": "bash""#, "processes.child.parent: no process \"bash\"");
    refused(
        r#""parent": "shell""#,
        r#""parent": "child""#,
        "processes.child.parent: the parents form a cycle: child -> child",
    );
    refused(
        r#""main": "shell""#,
        r#""main": "child""#,
        "main: process \"child\" starts first and so can have no parent",
    );
    refused(
        r#""main": "shell""#,
        r#""main": "init""#,
        "main: no process \"init\" (processes: \"child\", \"shell\")",
    );
}

#[test]
fn a_longer_cycle_is_reported_at_each_member() {
    let (_, findings) =
        check(&spoiled(r#""program": "bin/shell""#, r#""program": "bin/shell", "parent": "child""#));
    for expected in [
        "main: process \"shell\" starts first and so can have no parent",
        "processes.child.parent: the parents form a cycle: child -> shell -> child",
        "processes.shell.parent: the parents form a cycle: shell -> child -> shell",
    ] {
        assert!(findings.contains(&format!("pair.cue: {expected}")), "{expected}: {findings:#?}");
    }
}

#[test]
fn names() {
    refused(
        r#""system": "pair""#,
        r#""system": "Pair!""#,
        "system: bad name \"Pair!\": a name is a-z, then a-z, 0-9, '_' and '-'",
    );
    refused(
        r#""spawner""#,
        r#""a-name-of-a-grant-of-32-bytes-01""#,
        "processes.shell.grants.\"a-name-of-a-grant-of-32-bytes-01\": name of 32 bytes; at most 31",
    );
}

#[test]
fn paths() {
    for (path, reason) in [
        ("../text", "component \"..\""),
        ("share/./text", "component \".\""),
        ("/share/text", "empty component"),
        ("share/", "empty component"),
    ] {
        refused(
            r#""share/text": {"#,
            &format!("\"{path}\": {{"),
            &format!("files.\"{path}\": bad path: {reason}"),
        );
    }
    let long = "x".repeat(256);
    refused(
        r#""share/text": {"#,
        &format!("\"{long}\": {{"),
        &format!("files.{long}: bad path: component of 256 bytes; at most 255"),
    );
    refused(r#""source": "text""#, r#""source": """#, "files.\"share/text\".source: empty");
}

#[test]
fn paths_of_grants() {
    refused(
        r#""path": "share""#,
        r#""path": "lib""#,
        "processes.shell.grants.root.path: no directory \"lib\" in the boot package",
    );
    refused(
        r#""spawner": {"interface": "ProcessSpawner""#,
        r#""spawner": {"interface": "ProcessSpawner", "path": "bin""#,
        "processes.shell.grants.spawner.path: a ProcessSpawner has no path",
    );
    refused(
        r#""spawner": {"interface": "ProcessSpawner""#,
        r#""spawner": {"interface": "File""#,
        "processes.shell.grants.spawner.path: missing: a File is a file of the boot package",
    );
    refused(
        r#""spawner": {"interface": "ProcessSpawner""#,
        r#""spawner": {"interface": "MemoryObject", "path": "bin/none""#,
        "processes.shell.grants.spawner.path: no file \"bin/none\" in the boot package",
    );
    refused(
        r#""spawner": {"interface": "ProcessSpawner""#,
        r#""spawner": {"interface": "ProcessHandle""#,
        "processes.shell.grants.spawner.interface: a ProcessHandle is made on request, not by a manifest",
    );
}

#[test]
fn quotas() {
    refused(
        r#""memoryPages": 512"#,
        r#""memoryPages": 2048"#,
        "processes.child.quota.memoryPages: 2048 is more than the 1024 of the parent \"shell\"",
    );
    refused(
        r#""memoryPages": 512"#,
        r#""memoryPages": 3"#,
        "processes.child.quota.memoryPages: 3 pages; 16 to 34359738367, or 0 for no own limit",
    );
    refused(
        r#""capabilities": 32"#,
        r#""capabilities": 2"#,
        "processes.shell.quota.capabilities: 2 is less than the 3 grants",
    );
    refused(
        r#""capabilities": 32"#,
        r#""capabilities": 65537"#,
        "processes.shell.quota.capabilities: 65537; a process holds at most 65536",
    );
    refused(
        r#""processes": 4"#,
        r#""processes": -1"#,
        "processes.shell.quota.processes: -1 is out of range: 0 to 2^32 - 1",
    );
}

#[test]
fn launch_parameters() {
    refused(
        r#""2": "terminal""#,
        r#""2": "tty""#,
        "processes.shell.descriptors.\"2\": no grant \"tty\" (grants: \"root\", \"spawner\", \"terminal\")",
    );
    refused(
        r#""2": "terminal""#,
        r#""2": "spawner""#,
        "processes.shell.descriptors.\"2\": a ProcessSpawner can not be a file descriptor",
    );
    refused(
        r#""2": "terminal""#,
        r#""1024": "terminal""#,
        "processes.shell.descriptors.\"1024\": descriptor 1024; at most 1023",
    );
    refused(
        r#""2": "terminal""#,
        r#""two": "terminal""#,
        "processes.shell.descriptors.two: \"two\" is not a descriptor number",
    );
    refused(
        r#""TERM": "#,
        r#""TE=RM": "#,
        "processes.shell.environment.\"TE=RM\": bad name of an environment variable",
    );
    refused(
        r#""workingDirectory": "/""#,
        r#""workingDirectory": "home""#,
        "processes.shell.workingDirectory: bad directory \"home\": an absolute path of less than 4096 bytes",
    );
    refused(r#""-i""#, r#""-i\u0000""#, "processes.shell.arguments[1]: contains a NUL character");
    let long = "x".repeat(2 << 20);
    refused(
        r#""-i""#,
        &format!("\"{long}\""),
        "processes.shell: arguments and environment take 2097368 bytes; at most 2097152",
    );
}

#[test]
fn shapes() {
    refused(r#""-i""#, "7", "processes.shell.arguments[1]: expected a string, found an integer");
    refused(
        r#""memoryPages": 512"#,
        r#""memoryPages": 0.5"#,
        "processes.child.quota.memoryPages: expected an integer, found a fraction",
    );
    refused(
        r#""memoryPages": 512"#,
        r#""memory": 512"#,
        "processes.child.quota.memory: unknown field (known: \"memoryPages\", \"capabilities\", \"processes\")",
    );
    refused(r#"{"source": "text"}"#, "{}", "files.\"share/text\".source: missing");
    refused(r#"{"source": "text"}"#, "[]", "files.\"share/text\": expected a struct, found a list");
}

#[test]
fn all_findings_are_reported() {
    let broken = SOUND.replace("\"TerminalSession\"", "\"Terminal\"").replace("bin/child", "bin/other");
    let (_, findings) = check(&broken.replace("\"main\": \"shell\"", "\"main\": \"init\""));
    assert_eq!(findings.len(), 3, "{findings:#?}");
}

/// `SOUND` with a volume and a Namespace that is bound of it.
fn bound(volumes: &str, grant: &str) -> Vec<String> {
    let text = spoiled(
        r#""interface": "Namespace", "path": "share""#,
        &format!(r#""interface": "Namespace", {grant}"#),
    );
    check(&text.replacen(r#""trees":"#, &format!(r#""volumes": {{{volumes}}}, "trees":"#), 1)).1
}

const RAM: &str = r#""scratch": {"kind": "ram", "pages": 64}"#;

#[test]
fn sound_binds_have_no_findings() {
    let binds = r#""binds": {"/": {"volume": "package", "path": "share"}, "/tmp": {"volume": "scratch", "path": "t"}}"#;
    assert_eq!(bound(RAM, binds), [""; 0]);
}

#[test]
fn disks() {
    let binds = r#""binds": {"/": {"volume": "disk"}}"#;
    assert_eq!(bound(r#""disk": {"kind": "disk", "number": 1, "cachePages": 64}"#, binds), [""; 0]);
    let findings = bound(
        r#""disk": {"kind": "disk", "cachePages": 3}, "other": {"kind": "disk", "readOnly": true}"#,
        binds,
    );
    let wanted = [
        "volumes.disk.cachePages: 3 pages; 64 to ",
        "volumes.other.number: disk 0 is the volume \"disk\" already",
    ];
    assert_eq!(findings.len(), 2, "{findings:#?}");
    for wanted in wanted {
        assert!(findings.iter().any(|finding| finding.contains(wanted)), "{wanted}: {findings:#?}");
    }
}

#[test]
fn bad_binds() {
    let grant = "processes.shell.grants.root";
    let cases = [
        (r#""binds": {"/tmp": {"volume": "scratch"}}"#, "binds: nothing is bound at \"/\""),
        (
            r#""binds": {"/": {"volume": "disk"}}"#,
            "binds.\"/\".volume: no volume \"disk\" (volumes: \"package\", \"scratch\")",
        ),
        (
            r#""binds": {"/": {"volume": "package", "path": "no"}}"#,
            "binds.\"/\".path: no directory \"no\" in the boot package",
        ),
        (
            r#""binds": {"/": {"volume": "scratch", "path": "a/../b"}}"#,
            "binds.\"/\".path: bad path: component \"..\"",
        ),
        (
            r#""binds": {"/": {"volume": "scratch"}, "/a//b": {"volume": "scratch"}}"#,
            "binds.\"/a//b\": bad path: empty component",
        ),
        (
            r#""binds": {"/": {"volume": "scratch"}, "tmp": {"volume": "scratch"}}"#,
            "binds.tmp: not an absolute path",
        ),
        (
            r#""binds": {"/": {"volume": "scratch"}}, "path": "share""#,
            "path: a Namespace has either binds or a path",
        ),
        (r#""user": 7"#, "user: only a Namespace with binds belongs to somebody"),
        (
            r#""binds": {"/": {"volume": "scratch", "mode": 1}}"#,
            "binds.\"/\".mode: unknown field (known: \"volume\", \"path\", \"readOnly\")",
        ),
        (r#""binds": {"/": {"volume": "scratch"}}, "user": -1"#, "user: -1 is out of range: 0 to 2^32 - 1"),
    ];
    for (text, finding) in cases {
        assert_eq!(bound(RAM, text), [format!("pair.cue: {grant}.{finding}")]);
    }
}

#[test]
fn bad_volumes() {
    let cases = [
        (
            r#""v": {"kind": "floppy"}"#,
            "v.kind: unknown kind \"floppy\" (known: \"ram\", \"devices\", \"disk\")",
        ),
        (r#""v": {"kind": "ram", "pages": 1}"#, "v.pages: 1 pages; 4 to 34359738367"),
        (r#""v": {"kind": "ram"}"#, "v.pages: missing"),
        (r#""v": {"kind": "ram", "pages": 64, "mode": 65536}"#, "v.mode: 0o200000; at most 0o7777"),
        (r#""package": {"kind": "devices"}"#, "package: bad name \"package\": empty, or the boot package's"),
    ];
    for (text, finding) in cases {
        let findings = bound(&format!("{text}, {RAM}"), r#""path": "share""#);
        // Of what follows from the first, nothing is asked.
        let first = findings.iter().find(|line| line.contains("volumes."));
        assert_eq!(first, Some(&format!("pair.cue: volumes.{finding}")));
    }
}
