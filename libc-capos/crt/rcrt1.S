/* Start file of a position-independent program (-static-pie): libc.a relocates it from its own dynamic section. */
    .hidden _DYNAMIC
#define LOAD_DYNAMIC leaq _DYNAMIC(%rip), %rsi
#include "start.inc"
