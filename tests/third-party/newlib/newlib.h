/* What newlib's configuration would say of a library that has all it can have. */
#define _MB_CAPABLE 1
#define _MB_LEN_MAX 16
