#include <stdlib.h>
#include <unistd.h>
#include "test.h"

extern char **environ;

int main(void) {
    char one[] = "ONE=1", two[] = "TWO=22", *mine[] = {one, two, NULL};
    environ = mine;
    CHECK_STR(getenv("TWO"), "22");
    CHECK(getenv("THREE") == NULL);
    CHECK_INT(setenv("THREE", "3", 1), 0);
    CHECK_STR(getenv("THREE"), "3");
    CHECK_STR(getenv("ONE"), "1");
    environ = NULL;
    CHECK(getenv("ONE") == NULL);
    return test_done();
}
