/* <stdarg.h>: variable arguments; the compiler does the work. */
#ifndef _STDARG_H
#define _STDARG_H

#include <features.h>

#define __NEED_va_list
#include <bits/alltypes.h>

#if _CAPOS_C >= 2023
#define __STDC_VERSION_STDARG_H__ 202311L
#endif

#if defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
/* C23: the parameter name is optional and ignored. */
#define va_start(list, ...) __builtin_va_start(list, 0)
#else
#define va_start(list, last) __builtin_va_start(list, last)
#endif
#define va_end(list) __builtin_va_end(list)
#define va_arg(list, type) __builtin_va_arg(list, type)
#if _CAPOS_C >= 1999
#define va_copy(to, from) __builtin_va_copy(to, from)
#endif

#endif
