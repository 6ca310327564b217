#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <wordexp.h>
#include "test.h"

static const char *joined(const wordexp_t *words) {
    static char text[1000];
    text[0] = '\0';
    for (size_t i = 0; i < words->we_wordc; i++)
        sprintf(text + strlen(text), "<%s>", words->we_wordv[words->we_offs + i]);
    return text;
}

static void expect(const char *text, const char *want) {
    wordexp_t words;
    CHECK_INT(wordexp(text, &words, WRDE_NOCMD), 0);
    CHECK_STR(joined(&words), want);
    CHECK(words.we_wordv[words.we_wordc] == NULL);
    wordfree(&words);
}

static void fails(const char *text, int flags, int want) {
    wordexp_t words;
    CHECK_INT(wordexp(text, &words, flags), want);
}

int main(void) {
    char folder[] = "/tmp/wordexp-XXXXXX";
    CHECK(mkdtemp(folder) != NULL);
    CHECK_INT(chdir(folder), 0);
    close(open("a.c", O_CREAT | O_WRONLY, 0600));
    close(open("b c.c", O_CREAT | O_WRONLY, 0600));
    setenv("HOME", "/my home", 1);
    setenv("x", "one two", 1);
    setenv("n", "4", 1);
    unsetenv("none");
    unsetenv("IFS");
    expect("", "");
    expect("one 'two three' fo\"ur\"\\ x", "<one><two three><four x>");
    expect("$x \"$x\" ${x}s", "<one><two><one two><one><twos>");
    expect("${none:-d e} ${#x} ${x%two} \"${x#* }\" ${x:+set}", "<d><e><7><one><two><set>");
    expect("~/f ~", "</my home/f></my home>");
    expect("*.c '*.c' none*", "<a.c><b c.c><*.c><none*>");
    expect("$(($n * 3 + 16))", "<28>");
#ifndef __GLIBC__
    /* glibc knows no variables and few operators in arithmetic. */
    expect("$((n * 3 + 0x10)) $((n > 3 && 2))", "<28><1>");
#endif
    expect("${made:=v} $made", "<v><v>");
    expect("'' \"$none\" $none", "<><>");
    fails("a | b", 0, WRDE_BADCHAR);
    fails("a\nb", 0, WRDE_BADCHAR);
    fails("(a)", 0, WRDE_BADCHAR);
    if (access("/bin/sh", X_OK) == 0) {
        wordexp_t result;
        CHECK_INT(wordexp("a$(echo 'b  c'; echo d)e \"`echo \\$((1 + 2)) x`\" $(exit 3)", &result, 0), 0);
        CHECK_INT(result.we_wordc, 4);
        CHECK_STR(result.we_wordv[0], "ab");
        CHECK_STR(result.we_wordv[2], "de");
        CHECK_STR(result.we_wordv[3], "3 x");
        wordfree(&result);
    }
    fails("$(echo a)", WRDE_NOCMD, WRDE_CMDSUB);
    fails("`echo a`", WRDE_NOCMD, WRDE_CMDSUB);
    fails("$none", WRDE_UNDEF, WRDE_BADVAL);
    fails("\"a", 0, WRDE_SYNTAX);
    fails("${x", 0, WRDE_SYNTAX);
    fails("$((1 / ", 0, WRDE_SYNTAX);

    wordexp_t words;
    words.we_offs = 2;
    CHECK_INT(wordexp("a b", &words, WRDE_DOOFFS), 0);
    CHECK(words.we_wordv[0] == NULL && words.we_wordv[1] == NULL);
    CHECK_STR(joined(&words), "<a><b>");
    CHECK_INT(wordexp("c", &words, WRDE_DOOFFS | WRDE_APPEND), 0);
    CHECK_STR(joined(&words), "<a><b><c>");
    CHECK_INT(wordexp("d", &words, WRDE_DOOFFS | WRDE_REUSE), 0);
    CHECK_STR(joined(&words), "<d>");
    wordfree(&words);

    unlink("a.c");
    unlink("b c.c");
    CHECK_INT(rmdir(folder), 0);
    return test_done();
}
