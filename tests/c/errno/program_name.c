// The program's name in GNU's and BSD's variables.
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include "test.h"

extern char *__progname;

int main(int argc, char **argv) {
    CHECK(argc > 0);
    CHECK(strcmp(program_invocation_name, argv[0]) == 0);
    const char *slash = strrchr(argv[0], '/');
    CHECK(strcmp(program_invocation_short_name, slash ? slash + 1 : argv[0]) == 0);
    CHECK(strcmp(__progname, program_invocation_short_name) == 0);
    // A program may set them.
    program_invocation_name = argv[0] + strlen(argv[0]);
    CHECK(program_invocation_name[0] == '\0');
    return test_done();
}
