//! A sound manifest as JSON, and ways to spoil it.

use capos_manifest::build::check_json;
use capos_manifest::model::System;
use capos_manifest::report::Report;

/// A shell and a child that gets the shell's terminal.
pub const SOUND: &str = r#"{
  "system": "pair",
  "main": "shell",
  "processes": {
    "shell": {
      "program": "bin/shell",
      "grants": {
        "terminal": {"interface": "TerminalSession"},
        "root": {"interface": "Namespace", "path": "share"},
        "spawner": {"interface": "ProcessSpawner"}
      },
      "quota": {"memoryPages": 1024, "capabilities": 32, "processes": 4},
      "arguments": ["shell", "-i"],
      "environment": {"TERM": "vt100"},
      "workingDirectory": "/",
      "descriptors": {"0": "terminal", "1": "terminal", "2": "terminal"}
    },
    "child": {
      "program": "bin/child",
      "parent": "shell",
      "grants": {"terminal": {"interface": "TerminalSession"}},
      "quota": {"memoryPages": 512}
    }
  },
  "files": {
    "bin/shell": {"source": "shell.elf", "executable": true},
    "bin/child": {"source": "child.elf", "executable": true},
    "share/text": {"source": "text"}
  },
  "trees": {"share/tree": {"source": "tree"}}
}"#;

/// `SOUND` with one text, which occurs once, replaced.
pub fn spoiled(from: &str, to: &str) -> String {
    assert_eq!(SOUND.matches(from).count(), 1, "{from:?} must occur once");
    SOUND.replacen(from, to, 1)
}

/// The system and the lines of the report.
pub fn check(json: &str) -> (System, Vec<String>) {
    let mut report = Report::new("pair.cue");
    let system = check_json(json, &mut report).expect("is JSON");
    let lines = report.to_string().lines().map(str::to_owned).collect();
    (system, lines)
}
