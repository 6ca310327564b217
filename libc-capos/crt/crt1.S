/* Start file of a program at a fixed address (-static): nothing to relocate. */
#define LOAD_DYNAMIC xorl %esi, %esi; xorl %ecx, %ecx
#include "start.inc"
