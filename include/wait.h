/* <wait.h>: another name of <sys/wait.h>. */
#include <sys/wait.h>
