/* <sys/errno.h>: another name of <errno.h>. */
#include <errno.h>
