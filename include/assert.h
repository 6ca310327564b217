/* <assert.h>: no include guard, since each inclusion follows NDEBUG anew. */
#include <features.h>

#undef assert
#if _CAPOS_C >= 2023
#undef __STDC_VERSION_ASSERT_H__
#define __STDC_VERSION_ASSERT_H__ 202311L
#endif

#ifdef NDEBUG
#if defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
#define assert(...) ((void)0)
#else
#define assert(condition) ((void)0)
#endif
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
/* C23: commas outside parentheses belong to the condition. */
#define assert(...) ((__VA_ARGS__) ? (void)0 : __assert_fail(#__VA_ARGS__, __FILE__, __LINE__, __func__))
#elif (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 199901L) || defined(__cplusplus)
#define assert(condition) ((condition) ? (void)0 : __assert_fail(#condition, __FILE__, __LINE__, __func__))
#else
#define assert(condition) ((condition) ? (void)0 : __assert_fail(#condition, __FILE__, __LINE__, ""))
#endif

#if !defined(static_assert) && !defined(__cplusplus) && _CAPOS_C >= 2011 \
    && !(defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L)
#define static_assert _Static_assert
#endif

#ifdef __cplusplus
extern "C" {
#endif
_CAPOS_NORETURN void __assert_fail(const char *, const char *, int, const char *);
#ifdef __cplusplus
}
#endif
