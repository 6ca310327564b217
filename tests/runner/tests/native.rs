//! C tests compiled and run on the build machine's own libc.

mod common;

use capos_test_runner::compile::c_tests;
use capos_test_runner::group::c_test;
use capos_test_runner::group::native::{Libc, run};
use capos_test_runner::layout::Layout;
use common::Scratch;
use std::fs;

#[test]
fn good_bad_and_broken() {
    let scratch = Scratch::new("native");
    let layout = Layout { root: scratch.path().to_owned(), target: scratch.path().join("target") };
    let directory = layout.c_tests().join("sys/stat");
    fs::create_dir_all(&directory).unwrap();
    let write = |name: &str, body: &str| {
        let text = format!("#include <stdio.h>\n#include \"test.h\"\nint main(void) {{ {body} }}\n");
        fs::write(directory.join(name), text).unwrap();
    };
    fs::write(layout.c_tests().join("test.h"), "").unwrap();
    write("bad.c", "puts(\"1..1\\nnot ok 1 - bad.c:3\"); return 1;");
    write("broken.c", "return nothing;");
    write("crash.c", "puts(\"1..1\\nok 1\"); fflush(stdout); __builtin_trap();");
    write("good.c", "puts(\"1..1\\nok 1\");");

    let mut outcomes = Vec::new();
    let programs = c_tests(&layout).unwrap();
    run(Libc::Glibc, "c-glibc", &layout, programs, c_test, |outcome| outcomes.push(outcome));
    let results: Vec<_> = outcomes
        .iter()
        .map(|outcome| {
            (outcome.name.as_str(), outcome.failure.as_ref().map(|failure| failure.reason.as_str()))
        })
        .collect();
    assert_eq!(
        results,
        [
            ("c-glibc/sys/stat/bad", Some("not ok 1 - bad.c:3; exit status 1")),
            ("c-glibc/sys/stat/broken", Some("does not compile")),
            ("c-glibc/sys/stat/crash", Some("ended by signal 4")),
            ("c-glibc/sys/stat/good", None),
        ]
    );
    let message = &outcomes[1].failure.as_ref().unwrap().output;
    assert!(message.contains("broken.c:3"), "{message}");
}
