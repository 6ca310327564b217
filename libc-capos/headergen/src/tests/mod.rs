//! Tests of the generator on small inputs.

use crate::symbols::Symbol;
use crate::template::Header;
use crate::types::TypeTable;
use crate::{constants, prototypes, symbols};

#[test]
fn parameters_get_reserved_names() {
    let found = prototypes::parse(
        "size_t strlen(const char *s);\nvoid qsort(void *base, size_t n, int (*compar)(const void*, const void*));",
    )
    .unwrap();
    assert_eq!(found["strlen"], "size_t strlen(const char *__s)");
    assert_eq!(
        found["qsort"],
        "void qsort(void *__base, size_t __n, int (*__compar)(const void*, const void*))"
    );
}

#[test]
fn a_function_pointer_result_is_understood() {
    let found = prototypes::parse("void (*signal(int number, void (*handler)(int)))(int);").unwrap();
    assert_eq!(found["signal"], "void (*signal(int __number, void (*__handler)(int)))(int)");
}

#[test]
fn variadic_and_empty_lists_stay() {
    let found =
        prototypes::parse("int printf(const char *format, ...); void abort(void) _CAPOS_NORETURN;").unwrap();
    assert_eq!(found["printf"], "int printf(const char *__format, ...)");
    assert_eq!(found["abort"], "_CAPOS_NORETURN void abort(void)");
}

fn table() -> TypeTable {
    TypeTable::parse(
        "typedef int64_t time_t;\nstruct timespec {\n  time_t tv_sec;\n  long tv_nsec;\n};\nstruct div_t {\n  int quot;\n};",
        "@type va_list\ntypedef __builtin_va_list va_list;\n",
    )
}

#[test]
fn a_struct_brings_the_types_it_needs() {
    let types = table();
    let names: Vec<&str> =
        types.closure("struct_timespec").unwrap().into_iter().map(|at| types.name(at)).collect();
    assert_eq!(names, ["time_t", "struct_timespec"]);
    assert!(types.header().contains("typedef long time_t;"));
    assert!(types.header().contains("quot;\n} div_t;"));
    assert_eq!(types.tagged().collect::<Vec<_>>(), ["timespec"]);
}

#[test]
fn prototypes_stand_under_the_guard_of_their_standard() {
    let symbols: Vec<Symbol> =
        symbols::parse("a x.h C89 t.c\nb x.h C99 t.c\nc x.h,y.h C99 t.c\nd y.h BSD t.c").unwrap();
    let prototypes = prototypes::parse("void a(void); void b(void); void c(void); void d(void);").unwrap();
    let types = table();
    let header =
        Header { name: "x.h", types: &types, symbols: &symbols, prototypes: &prototypes, constants: &[] };
    let text = header.expand("@functions\n").unwrap();
    assert!(text.contains("void a(void);\n#if _CAPOS_C >= 1999\nvoid b(void);\nvoid c(void);\n#endif\n"));
    assert!(!text.contains("void d"));
}

#[test]
fn mistakes_are_named() {
    assert!(symbols::parse("a x.h C88 t.c").is_err_and(|reason| reason.contains("C88")));
    assert!(symbols::parse("a x.h").is_err());
    assert!(symbols::parse("a x.h C89 t.c\na x.h C89 t.c").is_err_and(|reason| reason.contains("twice")));
    let types = table();
    let header = Header {
        name: "x.h",
        types: &types,
        symbols: &[],
        prototypes: &prototypes::parse("").unwrap(),
        constants: &[],
    };
    assert!(header.expand("@types nonsense").is_err_and(|reason| reason.contains("nonsense")));
    assert!(header.expand("@if C99").is_err());
    assert!(header.expand("@frobnicate").is_err());
}

#[test]
fn constants_are_shared_with_rust() {
    let shared = constants::parse(
        "pub const O_CREAT: c_int = 0o100;\npub const AT_X: c_int = -100;\npub const B: u32 = 0x4_0000;",
    );
    let types = table();
    let prototypes = prototypes::parse("").unwrap();
    let header =
        Header { name: "x.h", types: &types, symbols: &[], prototypes: &prototypes, constants: &shared };
    let text = header.expand("@constants O_* B\n@constants AT_X").unwrap();
    assert!(text.contains("#define O_CREAT 0100\n#define B 0x40000\n#define AT_X (-100)\n"));
    assert!(header.expand("@constants S_*").is_err());
}
