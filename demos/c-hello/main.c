/* C hello: what a C program sees of its manifest. Prints a float, its arguments, an environment variable and
   the time, and ends with a status that is neither success nor an accident. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The status of success; shown by whoever waits for this program. */
enum { STATUS = 42 };

/* Nothing was granted that output could go to (EX_IOERR of <sysexits.h>). */
enum { NO_OUTPUT = 74 };

int main(int argc, char *argv[]) {
    const char *greeting = getenv("GREETING");
    printf("%s from C: pi is about %.5f, a third is %g\n", greeting != NULL ? greeting : "Hi", 3.14159265358979,
           1.0 / 3.0);
    for (int i = 0; i < argc; i++)
        printf("argv[%d] = %s\n", i, argv[i]);
    printf("GREETING = %s\n", greeting != NULL ? greeting : "(not set)");

    time_t now = time(NULL);
    const struct tm *utc = gmtime(&now);
    char text[64];
    if (now == (time_t)-1 || utc == NULL)
        printf("no clock\n");
    else if (strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", utc) > 0)
        printf("it is %s UTC, %s\n", text, now > 1700000000 ? "after 2023" : "long ago");
    printf("ending with status %d\n", STATUS);

    /* Output is buffered; whether it went anywhere shows here. */
    if (fflush(stdout) != 0 || ferror(stdout))
        return NO_OUTPUT;
    return STATUS;
}
