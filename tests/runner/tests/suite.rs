//! Suites: what is run of them, and with which options.

mod common;

use capos_test_runner::layout::Layout;
use capos_test_runner::suite::{compiler_options, is_in_share, load_all};
use common::Scratch;
use std::fs;

#[test]
fn options_that_a_program_names() {
    assert_eq!(compiler_options("/* { dg-options \"-fwrapv -w\" } */\nint x;\n"), ["-fwrapv", "-w"]);
    assert_eq!(compiler_options("/* { dg-options { \"-O2\" } } */"), ["-O2"]);
    let two = "/* { dg-do run } */\n/* { dg-options \"-a\" } */\n/* { dg-additional-options \"-b\" } */";
    assert_eq!(compiler_options(two), ["-a", "-b"]);
}

#[test]
fn options_for_other_machines_are_not_taken() {
    let with = |condition: &str| format!("/* {{ dg-options \"-m\" {{ target {condition} }} }} */");
    assert_eq!(compiler_options(&with("{ i?86-*-* x86_64-*-* }")), ["-m"]);
    assert_eq!(compiler_options(&with("powerpc-*-eabi*")), [""; 0]);
    assert_eq!(compiler_options(&with("{ { i?86-*-* x86_64-*-* } && ia32 }")), [""; 0]);
}

#[test]
fn a_share_is_about_its_part_and_never_changes() {
    let count = (0..10_000).filter(|number| is_in_share(&format!("pr{number}"), 10)).count();
    assert!((900..1100).contains(&count), "{count}");
    assert!(is_in_share("anything", 100) && !is_in_share("anything", 0));
    let chosen = (0..40).filter(|number| is_in_share(&format!("pr{number}"), 10));
    assert_eq!(chosen.collect::<Vec<_>>(), CHOSEN);
}

/// What the hash picks; a change of it would pick other tests.
const CHOSEN: [i32; 3] = [7, 19, 33];

#[test]
fn programs_are_all_of_a_directory_or_those_named() {
    let scratch = Scratch::new("suite");
    let layout = Layout { root: scratch.path().to_owned(), target: scratch.path().join("target") };
    let write = |name: &str, text: &str| {
        let path = scratch.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("vendor/v/one.c", "/* { dg-options \"-fone -ftwo\" } */");
    write("vendor/v/two.c", "");
    write("vendor/v/two.h", "");
    let head = "directory = \"vendor/v\"\narguments = [\"-w\"]\nshare = 100\n";
    write(
        "tests/third-party/a/suite.toml",
        &format!("{head}directives = true\nignored_options = [\"-fone\"]\n"),
    );
    write(
        "tests/third-party/b/suite.toml",
        &format!("{head}[programs]\none = {{ sources = [\"two.c\"], arguments = [\"2\"] }}\n"),
    );

    let mut suites = load_all(&layout).unwrap();
    suites.sort_by(|left, right| left.name.cmp(&right.name));
    let [all, named] = suites.as_slice() else { panic!("two suites") };
    let programs = all.programs(&layout, true).unwrap();
    let names: Vec<&str> = programs.iter().map(|program| program.name.as_str()).collect();
    assert_eq!(names, ["one", "two"]);
    assert_eq!(programs[0].arguments, ["-w", "-ftwo"]);
    let programs = named.programs(&layout, false).unwrap();
    assert_eq!(programs[0].sources, ["one.c", "two.c"].map(|name| layout.root.join("vendor/v").join(name)));
    assert_eq!(programs[0].arguments, ["-w"]);
    assert_eq!(programs[0].run_with, ["2"]);
}
