#include <fmtmsg.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

/* What fmtmsg writes, on a pipe in place of the standard error stream. */
static const char *written(const char *label, int severity, const char *text, const char *action, const char *tag) {
    static char result[400];
    int ends[2], old = dup(2);
    if (pipe(ends) != 0)
        return "no pipe";
    dup2(ends[1], 2);
    int outcome = fmtmsg(MM_SOFT | MM_PRINT, label, severity, text, action, tag);
    dup2(old, 2);
    close(old);
    close(ends[1]);
    CHECK_INT(outcome, MM_OK);
    ssize_t length = read(ends[0], result, sizeof result - 1);
    close(ends[0]);
    result[length < 0 ? 0 : length] = '\0';
    return result;
}

int main(void) {
    unsetenv("MSGVERB");
    const char *message = written("UX:cat", MM_ERROR, "illegal option", "refer to manual", "UX:cat:001");
    /* Before the tag there are two blanks in glibc. */
    CHECK(strcmp(message, "UX:cat: ERROR: illegal option\nTO FIX: refer to manual UX:cat:001\n") == 0 ||
          strcmp(message, "UX:cat: ERROR: illegal option\nTO FIX: refer to manual  UX:cat:001\n") == 0);
    CHECK_STR(written("UX:cat", MM_HALT, "text", MM_NULLACT, MM_NULLTAG), "UX:cat: HALT: text\n");
#ifndef __GLIBC__
    /* glibc looks at the variable only once. */
    setenv("MSGVERB", "severity:text", 1);
    CHECK_STR(written("UX:cat", MM_INFO, "text", "action", "tag"), "INFO: text\n");
#endif
    CHECK_INT(fmtmsg(MM_PRINT, "no colon", MM_ERROR, "text", "action", "tag"), MM_NOTOK);
    CHECK_INT(fmtmsg(MM_PRINT, "much too long:x", MM_ERROR, "text", "action", "tag"), MM_NOTOK);
    CHECK_INT(fmtmsg(MM_SOFT, "UX:cat", MM_ERROR, "text", "action", "tag"), MM_OK);
    return test_done();
}
