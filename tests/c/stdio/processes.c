/* popen, as far as processes can be started, and ctermid. */
#include <errno.h>
#include "../test.h"

int main(void) {
    CHECK_ERRNO(popen("true", "q"), NULL, EINVAL);
    errno = 0;
    FILE *f = popen("echo hello", "r");
    if (f == NULL) {
        CHECK_INT(errno, ENOSYS);
    } else {
        char line[16] = "";
        CHECK(fgets(line, sizeof line, f) == line);
        CHECK_STR(line, "hello\n");
        CHECK_INT(pclose(f), 0);
    }
    char name[L_ctermid];
    CHECK(ctermid(name) == name);
    CHECK_STR(name, "/dev/tty");
    CHECK_STR(ctermid(NULL), "/dev/tty");
    return test_done();
}
