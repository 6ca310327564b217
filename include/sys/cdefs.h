/* <sys/cdefs.h>: what BSD sources wrap their declarations in. */
#ifndef _SYS_CDEFS_H
#define _SYS_CDEFS_H

#include <features.h>

#ifdef __cplusplus
#define __BEGIN_DECLS extern "C" {
#define __END_DECLS }
#define __THROW throw()
#else
#define __BEGIN_DECLS
#define __END_DECLS
#define __THROW
#endif

#define __P(arguments) arguments
#define __CONCAT(a, b) a##b
#define __STRING(text) #text

#define __RCSID(text)
#define __FBSDID(text)
#define __COPYRIGHT(text)

#endif
