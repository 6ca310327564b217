/* Start file of a position-independent program by a linker driver that knows no static-pie: the same as rcrt1. */
#include "rcrt1.S"
