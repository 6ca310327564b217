#include <fmtmsg.h>
#include <stdlib.h>
#include <unistd.h>
#include "standard_error.h"
#include "test.h"

/* What fmtmsg writes. */
static const char *written(const char *label, int severity, const char *text, const char *action, const char *tag) {
    capture();
    int outcome = fmtmsg(MM_SOFT | MM_PRINT, label, severity, text, action, tag);
    const char *result = captured();
    CHECK_INT(outcome, MM_OK);
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
