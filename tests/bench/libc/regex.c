/* regcomp and regexec: a text of 64 KiB scanned to its end, and short subjects; fnmatch beside it. */
#include "bench.h"

#include <fnmatch.h>
#include <regex.h>
#include <string.h>

enum { TEXT = 65536 };

static char text[TEXT + 1];
static regex_t compiled;

static void prepare_pattern(const char *pattern, int flags)
{
    static int used;

    if (used)
        regfree(&compiled);
    used = 1;
    fill_text(text, TEXT);
    memcpy(text + TEXT - 24, " code=4711; name@host.tld", 24);
    if (regcomp(&compiled, pattern, REG_EXTENDED | flags) != 0)
        broken("regcomp");
}

/* An operation matches the whole text; `found` says whether there is a match. */
static void scan(long n, int found)
{
    for (long i = 0; i < n; i++) {
        regmatch_t match[4];
        if ((regexec(&compiled, text, 4, match, 0) == 0) != found)
            broken("regexec");
        sink = (size_t)match[0].rm_so;
    }
}

static void scan_found(long n) { scan(n, 1); }
static void scan_absent(long n) { scan(n, 0); }

static void prepare_literal(void) { prepare_pattern("code=4711", 0); }
static void prepare_class(void) { prepare_pattern("[a-z]+=[0-9]{2,};", 0); }
static void prepare_choice(void) { prepare_pattern("(monday|tuesday|thursday|code)=", 0); }
static void prepare_case(void) { prepare_pattern("CODE=[0-9]+", REG_ICASE); }
static void prepare_groups(void) { prepare_pattern("([a-z]+)@([a-z]+)[.]([a-z]+)", 0); }
static void prepare_absent(void) { prepare_pattern("[A-Z][0-9]+x", 0); }
static void prepare_no_groups(void) { prepare_pattern("[a-z]+@[a-z]+", REG_NOSUB); }

/* An operation goes from match to match through the first 4 KiB. */
static void words(long n)
{
    for (long i = 0; i < n; i++) {
        regmatch_t match;
        const char *at = text + TEXT - 4096;
        while (regexec(&compiled, at, 1, &match, at == text ? 0 : REG_NOTBOL) == 0) {
            sink = (size_t)match.rm_so;
            at += match.rm_eo;
        }
    }
}

static void prepare_words(void) { prepare_pattern("[aeiou][a-z]*", 0); }

static void short_match(long n)
{
    for (long i = 0; i < n; i++) {
        regmatch_t match[4];
        if (regexec(&compiled, "report-20240131.log", 4, match, 0) != 0)
            broken("regexec");
        sink = (size_t)match[2].rm_so;
    }
}

static void prepare_name(void) { prepare_pattern("^([a-z]+)-([0-9]+)\\.(txt|log)$", 0); }

static void compile(long n)
{
    for (long i = 0; i < n; i++) {
        regex_t one;
        if (regcomp(&one, "^([a-z]+)-([0-9]+)\\.(txt|log)$", REG_EXTENDED) != 0)
            broken("regcomp");
        regfree(&one);
    }
}

static void compile_literal(long n)
{
    for (long i = 0; i < n; i++) {
        regex_t one;
        if (regcomp(&one, "literal", 0) != 0)
            broken("regcomp");
        regfree(&one);
    }
}

BENCH(glob, fnmatch("*.[ch]", "some_source_file.c", 0))
BENCH(glob_path, fnmatch("lib*/src/*.rs", "libcapos/src/module.rs", FNM_PATHNAME))

const struct bench regex_benches[] = {
    { "literal_64k", scan_found, PLAIN, prepare_literal },
    { "class_64k", scan_found, PLAIN, prepare_class },
    { "choice_64k", scan_found, PLAIN, prepare_choice },
    { "ignore_case_64k", scan_found, PLAIN, prepare_case },
    { "groups_64k", scan_found, PLAIN, prepare_groups },
    { "no_groups_64k", scan_found, PLAIN, prepare_no_groups },
    { "absent_64k", scan_absent, PLAIN, prepare_absent },
    { "words_4k", words, PLAIN, prepare_words },
    { "short_match", short_match, PLAIN, prepare_name },
    { "compile", compile, PLAIN, NULL },
    { "compile_literal", compile_literal, PLAIN, NULL },
    { "fnmatch", glob, PLAIN, NULL },
    { "fnmatch_path", glob_path, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
