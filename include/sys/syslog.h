/* <sys/syslog.h>: another name of <syslog.h>. */
#include <syslog.h>
