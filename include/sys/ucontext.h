/* <sys/ucontext.h>: another name of <ucontext.h>. */
#include <ucontext.h>
