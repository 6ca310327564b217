/* sleep SECONDS: tests execute it as a program that does nothing. */
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char *argv[]) {
    if (argc != 2)
        return 2;
    unsigned left = (unsigned)strtoul(argv[1], NULL, 10);
    while (left > 0)
        left = sleep(left);
    return 0;
}
