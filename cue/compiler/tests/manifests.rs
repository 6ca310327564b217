//! All manifests of the repository, and the shared definitions, against the schema.

use capos_manifest::build::check;
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
        assert_eq!(defined, *interface != Interface::ProcessHandle, "{name}");
    }
}

#[test]
fn errors_of_cue_itself_name_file_and_field() {
    let directory = module().join(format!("refused-{}", std::process::id()));
    fs::create_dir(&directory).unwrap();
    let text = "package system\n\nimport \"capos.local/cue/defaults\"\n\ndefaults.#System & {\n\tsystem: \"bad\"\n\tkernel: \"none\"\n}\n";
    fs::write(directory.join("system.cue"), text).unwrap();
    let error = check(&module(), &directory).err();
    fs::remove_dir_all(&directory).unwrap();
    let error = error.expect("a field that #System does not have is refused");
    assert!(error.contains("kernel") && error.contains("not allowed"), "{error}");
}
