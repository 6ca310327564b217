/* What each way to compile has to get right: relocation, constructors, TLS, floating point, the exit status. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static _Thread_local int counter = 5;
static int *const relocated[] = { &(int){ 1 }, &(int){ 2 } };
static double (*const volatile root)(double) = sqrt;

__attribute__((constructor)) static void count(void)
{
    counter++;
}

static void last(void)
{
    puts("atexit");
}

int main(int argc, char **argv)
{
    atexit(last);
    printf("hello from %s: %d %d %.17g %.3Lf\n", argc > 0 ? argv[0] : "?", counter, *relocated[1], root(2.0), 1.5L);
    return 7;
}
