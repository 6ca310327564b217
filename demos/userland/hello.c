/* cc /usr/share/examples/hello.c -o hello && ./hello you */
#include <stdio.h>

int main(int argc, char **argv)
{
	printf("Hello, %s: compiled, linked and run inside capOS.\n", argc > 1 ? argv[1] : "world");
	return 0;
}
