/* Handlers around fork, in their order. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static char order[16];
static int length;

static void note(char what) {
    order[length++] = what;
}

static void prepare1(void) { note('b'); }
static void parent1(void) { note('c'); }
static void child1(void) { note('x'); }
static void prepare2(void) { note('a'); }
static void parent2(void) { note('d'); }
static void child2(void) { note('y'); }

int main(void) {
    int status;
    CHECK_INT(pthread_atfork(prepare1, parent1, child1), 0);
    CHECK_INT(pthread_atfork(prepare2, parent2, child2), 0);
    CHECK_INT(pthread_atfork(NULL, NULL, NULL), 0);
    pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0)
        _exit(strcmp(order, "abxy") == 0 ? 0 : 1);
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK_STR(order, "abcd");
    return test_done();
}
