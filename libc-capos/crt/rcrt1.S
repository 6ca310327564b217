/* Start file of a position-independent program (-static-pie): libc.a relocates it from its own dynamic section. */
    .hidden _DYNAMIC, __ehdr_start
#define LOAD_DYNAMIC leaq _DYNAMIC(%rip), %rsi; leaq __ehdr_start(%rip), %rcx
#include "start.inc"
