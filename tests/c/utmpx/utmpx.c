#define _GNU_SOURCE
#include <utmp.h>
#include <utmpx.h>
#include "test.h"

int main(void) {
    struct utmpx entry;
    memset(&entry, 0, sizeof entry);
    setutxent();
    int count = 0;
    while (count < 1000 && getutxent() != NULL)
        count++;
    CHECK(count < 1000);
    entry.ut_type = USER_PROCESS;
    strcpy(entry.ut_line, "no line");
    setutxent();
    CHECK(getutxline(&entry) == NULL);
    strcpy(entry.ut_id, "zz");
    setutxent();
    CHECK(getutxid(&entry) == NULL);
    endutxent();
    setutent();
    endutent();
    return test_done();
}
