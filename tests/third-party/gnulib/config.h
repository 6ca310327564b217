/* What gnulib's configure would find on a complete C library: nothing is replaced, every function is there. Its tests
   include this first. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#define _GL_CONFIG_H_INCLUDED 1

/* Attributes. */
#define _GL_UNUSED __attribute__((__unused__))
#define _GL_UNUSED_PARAMETER _GL_UNUSED
#define _GL_ATTRIBUTE_MAYBE_UNUSED _GL_UNUSED
#define _GL_ATTRIBUTE_PURE __attribute__((__pure__))
#define _GL_ATTRIBUTE_CONST __attribute__((__const__))
#define _GL_ATTRIBUTE_MALLOC __attribute__((__malloc__))
#define _GL_ATTRIBUTE_DEALLOC(function, argument)
#define _GL_ATTRIBUTE_DEALLOC_FREE
#define _GL_ATTRIBUTE_ALLOC_SIZE(arguments)
#define _GL_ATTRIBUTE_RETURNS_NONNULL
#define _GL_ATTRIBUTE_NONNULL(arguments)
#define _GL_ATTRIBUTE_NODISCARD
#define _GL_ATTRIBUTE_NOTHROW
#define _GL_ATTRIBUTE_DEPRECATED
#define _GL_ATTRIBUTE_SENTINEL(argument)
#define _GL_ATTRIBUTE_FORMAT(specification) __attribute__((__format__ specification))
#define _GL_ARG_NONNULL(arguments)
#define _GL_ASYNC_SAFE
#define _GL_INLINE_HEADER_BEGIN
#define _GL_INLINE_HEADER_END
#define _GL_INLINE static inline
#define _GL_EXTERN_INLINE static inline

/* What a test of the library's helpers needs. */
#define _GL_CMP(n1, n2) (((n1) > (n2)) - ((n1) < (n2)))

/* What the C library has. */
#define HAVE_ALIGNED_ALLOC 1
#define HAVE_DECL_ALARM 1
#define HAVE_DECL_IMAXDIV 1
#define HAVE_ISNAND_IN_LIBC 1
#define HAVE_ISNANF_IN_LIBC 1
#define HAVE_ISNANL_IN_LIBC 1
#define HAVE_MEMALIGN 1
#define HAVE_POSIX_MEMALIGN 1
#define HAVE_WORKING_DUPLOCALE 1
#define HAVE_WORKING_NEWLOCALE 1
#define HAVE_WORKING_USELOCALE 1
#define GETTIMEOFDAY_TIMEZONE void
#define MALLOC_ALIGNMENT 16

/* The machine: x86-64. */
#define DBL_EXPBIT0_BIT 20
#define DBL_EXPBIT0_WORD 1
#define DBL_SIGNBIT_BIT 31
#define DBL_SIGNBIT_WORD 1
#define FLT_EXPBIT0_BIT 23
#define FLT_EXPBIT0_WORD 0
#define FLT_SIGNBIT_BIT 31
#define FLT_SIGNBIT_WORD 0
#define LDBL_EXPBIT0_BIT 0
#define LDBL_EXPBIT0_WORD 2
#define LDBL_SIGNBIT_BIT 15
#define LDBL_SIGNBIT_WORD 2
