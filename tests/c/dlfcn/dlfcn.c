#define _GNU_SOURCE
#include <dlfcn.h>
#include "test.h"

int main(void) {
    CHECK(dlerror() == NULL);
    CHECK(dlopen("/does/not/exist.so", RTLD_NOW) == NULL);
    const char *message = dlerror();
    CHECK(message != NULL && message[0] != '\0');
    CHECK(dlerror() == NULL);
    CHECK(dlsym(RTLD_DEFAULT, "no such symbol") == NULL);
    CHECK(dlerror() != NULL);
#ifdef __capos__
    CHECK(dlclose(NULL) != 0);
    CHECK(dlerror() != NULL);
#endif
    int local;
    Dl_info information;
    CHECK_INT(dladdr(&local, &information), 0);
    return test_done();
}
