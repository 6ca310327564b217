/* Start file of a program at a fixed address (-static): nothing to relocate. */
#define LOAD_DYNAMIC xorl %esi, %esi
#include "start.inc"
