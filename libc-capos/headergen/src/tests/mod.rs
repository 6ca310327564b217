//! Tests of the generator on small inputs.

use crate::qualifiers::Table;
use crate::symbols::Symbol;
use crate::template::Header;
use crate::types::TypeTable;
use crate::{constants, families, planned, prototypes, qualifiers, symbols};

#[test]
fn parameters_get_reserved_names() {
    let found = prototypes::parse(
        "size_t strlen(const char *s);\nvoid qsort(void *base, size_t n, int (*compar)(const void*, const void*));",
        &Table::new(),
    )
    .unwrap();
    assert_eq!(found["strlen"], "size_t strlen(const char *__s)");
    assert_eq!(
        found["qsort"],
        "void qsort(void *__base, size_t __n, int (*__compar)(const void*, const void*))"
    );
}

#[test]
fn parameters_of_function_pointers_get_reserved_names() {
    let found = prototypes::parse(
        "int walk(int (*visit)(const char *path, int error, struct stat*, unsigned int), int depth);",
        &Table::new(),
    )
    .unwrap();
    assert_eq!(
        found["walk"],
        "int walk(int (*__visit)(const char *__path, int __error, struct stat*, unsigned int), int __depth)"
    );
}

#[test]
fn typedefs_and_tags_are_told_apart() {
    let found =
        prototypes::parse("int f(struct Dl_info_t *i, struct struct obstack *o);", &Table::new()).unwrap();
    assert_eq!(found["f"], "int f(Dl_info_t *__i, struct obstack *__o)");
}

#[test]
fn types_stand_after_what_they_need() {
    let table = TypeTable::parse(
        "struct outer {\n  struct inner in;\n};",
        "@type struct_inner\nstruct inner { int a; };\n",
    );
    let text = table.header();
    assert!(text.find("struct inner {").unwrap() < text.find("struct outer {").unwrap());
}

#[test]
fn a_function_pointer_result_is_understood() {
    let found =
        prototypes::parse("void (*signal(int number, void (*handler)(int)))(int);", &Table::new()).unwrap();
    assert_eq!(found["signal"], "void (*signal(int __number, void (*__handler)(int)))(int)");
}

#[test]
fn variadic_and_empty_lists_stay() {
    let found = prototypes::parse(
        "int printf(const char *format, ...); void abort(void) _CAPOS_NORETURN;",
        &Table::new(),
    )
    .unwrap();
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
        symbols::parse("a x.h C89 t.c\nb x.h C99 t.c\nc x.h,y.h:GNU C99 t.c\nd y.h BSD t.c").unwrap();
    let prototypes =
        prototypes::parse("void a(void); void b(void); void c(void); void d(void);", &Table::new()).unwrap();
    let types = table();
    let header =
        Header { name: "x.h", types: &types, symbols: &symbols, prototypes: &prototypes, constants: &[] };
    let text = header.expand("@functions\n").unwrap();
    assert!(text.contains("void a(void);\n#if _CAPOS_C >= 1999\nvoid b(void);\nvoid c(void);\n#endif\n"));
    assert!(!text.contains("void d"));
    let text = Header { name: "y.h", ..header }.expand("@functions\n").unwrap();
    assert!(text.contains("#if _CAPOS_GNU\nvoid c(void);\n#endif\n#if _CAPOS_BSD\nvoid d(void);\n#endif\n"));
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
        prototypes: &prototypes::parse("", &Table::new()).unwrap(),
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
    let prototypes = prototypes::parse("", &Table::new()).unwrap();
    let header =
        Header { name: "x.h", types: &types, symbols: &[], prototypes: &prototypes, constants: &shared };
    let text = header.expand("@constants O_* B\n@constants AT_X").unwrap();
    assert!(text.contains("#define O_CREAT 0100\n#define B 0x40000\n#define AT_X (-100)\n"));
    assert!(header.expand("@constants S_*").is_err());
}

#[test]
fn qualifiers_mark_parameters_and_formats() {
    let table = qualifiers::parse("copy restrict=1,2\nsay restrict=1 format=printf,1,2 # comment").unwrap();
    let found = prototypes::parse(
        "char *copy(char *to, const char *from, int n); int say(const char *format, ...);",
        &table,
    )
    .unwrap();
    assert_eq!(found["copy"], "char *copy(char *__restrict __to, const char *__restrict __from, int __n)");
    assert_eq!(found["say"], "int say(const char *__restrict __format, ...) _CAPOS_FORMAT(__printf__, 1, 2)");
    let wrong = |table: &str| prototypes::parse("void f(int a);", &qualifiers::parse(table).unwrap());
    assert!(wrong("f restrict=1").is_err_and(|reason| reason.contains("no pointer")));
    assert!(wrong("f restrict=0").is_err());
    assert!(wrong("g").is_err_and(|reason| reason.contains("exports g")));
    assert!(qualifiers::parse("f restrict=x").is_err());
    assert!(qualifiers::parse("f format=printf,1").is_err());
}

#[test]
fn planned_functions_are_declared_until_they_are_there() {
    let plan = || {
        planned::parse("open x.h POSIX int open(const char *restrict, int, ...)\n# comment\nll x.h C99 long long ll(void)")
            .unwrap()
    };
    let joined = planned::join(symbols::parse("close x.h POSIX t.c").unwrap(), plan()).unwrap();
    let types = table();
    let prototypes = prototypes::parse("int close(int fd);", &Table::new()).unwrap();
    let header =
        Header { name: "x.h", types: &types, symbols: &joined, prototypes: &prototypes, constants: &[] };
    let text = header.expand("@functions").unwrap();
    assert!(text.contains("int close(int __fd);\nint open(const char *__restrict, int, ...);\n#endif\n"));
    assert!(text.contains("__extension__ long long ll(void);"));
    let twice = planned::join(symbols::parse("open x.h POSIX t.c").unwrap(), plan());
    assert!(twice.is_err_and(|reason| reason.contains("open is listed twice")));
    assert!(planned::parse("open x.h POSIX int close(int)").is_err());
    assert!(planned::parse("open x.h").is_err());
}

#[test]
fn a_family_has_a_prototype_for_each_type() {
    let source = "// @prototype T NAME(T __x)\nmacro_rules! unary {\n    () => {};\n}\n\
                  // @prototype float NAME(double __x) | double NAME(long double __x)\nmacro_rules! narrow {\n}\n\
                  unary! {\n    /// A comment = no family.\n    sin sinf sinl = f;\n}\nnarrow! {\n    fsqrt dsqrtl = g;\n}\n";
    let mut found = prototypes::Prototypes::new();
    families::add(source, &families::forms(source), &mut found).unwrap();
    assert_eq!(found.len(), 5);
    assert_eq!(found["sinl"], "long double sinl(long double __x)");
    assert_eq!(found["fsqrt"], "float fsqrt(double __x)");
    assert_eq!(found["dsqrtl"], "double dsqrtl(long double __x)");
}
