//! All manifests of the repository, and the shared definitions, against the schema.

use capos_manifest::build::check;
use capos_manifest::validate::is_made_on_request;
use capos_schema::Interface;
use std::fs;
use std::path::{Path, PathBuf};

fn module() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn every_manifest_is_sound() {
    let mut systems: Vec<PathBuf> = fs::read_dir(module())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("system-"))
        .collect();
    systems.sort();
    assert!(systems.len() >= 5, "{systems:?}");
    for directory in systems {
        let checked = check(&module(), &directory).unwrap_or_else(|error| panic!("{error}"));
        assert!(checked.report.is_clean(), "\n{}", checked.report);
        let package = directory.file_name().unwrap().to_str().unwrap();
        assert_eq!(format!("system-{}", checked.system.name), package);
    }
}

#[test]
fn defaults_have_every_interface() {
    let definitions = fs::read_to_string(module().join("defaults/interfaces.cue")).unwrap();
    for interface in Interface::ALL {
        let name = interface.name();
        let defined = definitions.contains(&format!("#{name}: #Grant & {{"));
        assert_ne!(defined, is_made_on_request(*interface), "{name}");
    }
}

/// A copy of the CUE module without its systems, and the installed evaluator beside it.
struct ModuleCopy(PathBuf);

impl ModuleCopy {
    fn new() -> Self {
        let root = std::env::temp_dir().join(format!("capos-manifest-{}-module", std::process::id()));
        for part in ["cue.mod", "defaults"] {
            fs::create_dir_all(root.join("cue").join(part)).unwrap();
            for entry in fs::read_dir(module().join(part)).unwrap() {
                let source = entry.unwrap().path();
                fs::copy(&source, root.join("cue").join(part).join(source.file_name().unwrap())).unwrap();
            }
        }
        fs::copy(module().join("export.mjs"), root.join("cue/export.mjs")).unwrap();
        let evaluator = fs::canonicalize(module().join("../target"));
        std::os::unix::fs::symlink(evaluator.expect("`make setup` has been run"), root.join("target"))
            .unwrap();
        ModuleCopy(root)
    }

    fn system(&self, text: &str) -> PathBuf {
        let directory = self.0.join("cue/system-bad");
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("system.cue"), text).unwrap();
        directory
    }
}

impl Drop for ModuleCopy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn errors_of_cue_itself_name_the_field() {
    let copy = ModuleCopy::new();
    let head =
        "package system\n\nimport \"capos.local/cue/defaults\"\n\ndefaults.#System & {\n\tsystem: \"bad\"\n";
    for (text, expected) in [
        ("\tkernel: \"none\"\n}\n", ["kernel", "not allowed"]),
        ("\tmain: 7\n}\n", ["main", "conflicting values"]),
        ("\tprocesses: a: grants: b: defaults.#Consol\n}\n", ["#Consol", "system.cue:7"]),
        ("\tmain: \"a\"\n\tprocesses: a: {}\n}\n", ["processes.a.program", "incomplete value"]),
    ] {
        let directory = copy.system(&format!("{head}{text}"));
        let error = check(&copy.0.join("cue"), &directory).err().expect("CUE refuses it");
        assert!(expected.iter().all(|part| error.contains(part)), "{text}: {error}");
    }
}
