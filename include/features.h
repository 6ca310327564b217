/* Feature-test macros: what the program asked for, boiled down to the _CAPOS_* values that guard declarations.

   _CAPOS_C      edition of ISO C: 1989, 1999, 2011, 2023
   _CAPOS_POSIX  edition of POSIX as in _POSIX_C_SOURCE, 0 for none
   _CAPOS_XSI    level of the X/Open extension as in _XOPEN_SOURCE, 0 for none
   _CAPOS_BSD    1 with the traditional extensions
   _CAPOS_GNU    1 with the GNU extensions */
#ifndef _FEATURES_H
#define _FEATURES_H

#if defined(_ALL_SOURCE) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1
#endif

/* A compiler that was not told to be strict, and a program that asks for nothing, get everything usual. */
#if !defined(__STRICT_ANSI__) && !defined(_ANSI_SOURCE) && !defined(_POSIX_SOURCE) && !defined(_POSIX_C_SOURCE) \
    && !defined(_XOPEN_SOURCE) && !defined(_GNU_SOURCE) && !defined(_BSD_SOURCE) && !defined(_DEFAULT_SOURCE)
#define _DEFAULT_SOURCE 1
#endif

#if defined(_GNU_SOURCE)
#define _CAPOS_GNU 1
#else
#define _CAPOS_GNU 0
#endif

#if _CAPOS_GNU || defined(_DEFAULT_SOURCE) || defined(_BSD_SOURCE)
#define _CAPOS_BSD 1
#else
#define _CAPOS_BSD 0
#endif

/* Extensions alone ask for the newest POSIX with XSI; named together with a POSIX macro they leave it as named. */
#if _CAPOS_GNU \
    || (_CAPOS_BSD && !defined(_POSIX_C_SOURCE) && !defined(_POSIX_SOURCE) && !defined(_XOPEN_SOURCE))
#define _CAPOS_XSI 800
#elif defined(_XOPEN_SOURCE)
#if _XOPEN_SOURCE + 0 >= 500
#define _CAPOS_XSI (_XOPEN_SOURCE + 0)
#else
#define _CAPOS_XSI 500
#endif
#else
#define _CAPOS_XSI 0
#endif

#if _CAPOS_XSI >= 800
#define _CAPOS_POSIX 202405
#elif _CAPOS_XSI >= 700
#define _CAPOS_POSIX 200809
#elif defined(_POSIX_C_SOURCE) && _POSIX_C_SOURCE + 0 >= 199309
#define _CAPOS_POSIX (_POSIX_C_SOURCE + 0)
#elif _CAPOS_XSI >= 600
#define _CAPOS_POSIX 200112
#elif _CAPOS_XSI
#define _CAPOS_POSIX 199506
#elif defined(_POSIX_C_SOURCE) || defined(_POSIX_SOURCE)
#define _CAPOS_POSIX 199009
#else
#define _CAPOS_POSIX 0
#endif

#if _CAPOS_GNU
#define _CAPOS_C 2023
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
#define _CAPOS_C 2023
#elif defined(__cplusplus) && __cplusplus > 202302L
#define _CAPOS_C 2023
#elif _CAPOS_BSD || _CAPOS_POSIX >= 202405
#define _CAPOS_C 2011
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define _CAPOS_C 2011
#elif defined(__cplusplus) && __cplusplus >= 201703L
#define _CAPOS_C 2011
#elif _CAPOS_POSIX >= 200112
#define _CAPOS_C 1999
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 199901L
#define _CAPOS_C 1999
#elif defined(__cplusplus) && __cplusplus >= 201103L
#define _CAPOS_C 1999
#else
#define _CAPOS_C 1989
#endif

#define _CAPOS_NORETURN __attribute__((__noreturn__))
#define _CAPOS_FORMAT(kind, format, first) __attribute__((__format__(kind, format, first)))

#endif
