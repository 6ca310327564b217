/* <sys/param.h>: BSD's limits and small macros. */
#ifndef _SYS_PARAM_H
#define _SYS_PARAM_H

#include <endian.h>
#include <limits.h>
#include <sys/resource.h>
#include <sys/types.h>

#define MAXSYMLINKS 20
#define MAXHOSTNAMELEN 64
#define MAXNAMLEN 255
#define MAXPATHLEN 4096
#define NBBY 8
#define NGROUPS 32
#define CANBSIZ 255
#define NOFILE 256
#define NCARGS 131072
#define DEV_BSIZE 512
#define NOGROUP (-1)

#undef MIN
#undef MAX
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

#define setbit(map, at) ((map)[(at) / 8] |= 1 << (at) % 8)
#define clrbit(map, at) ((map)[(at) / 8] &= ~(1 << (at) % 8))
#define isset(map, at) ((map)[(at) / 8] & 1 << (at) % 8)
#define isclr(map, at) (!isset(map, at))

#define howmany(count, unit) (((count) + ((unit) - 1)) / (unit))
#define roundup(count, unit) (howmany(count, unit) * (unit))
#define powerof2(number) ((((number) - 1) & (number)) == 0)

#endif
