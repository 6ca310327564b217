/* <byteswap.h>: the bytes of an integer in reverse order. */
#ifndef _BYTESWAP_H
#define _BYTESWAP_H

#include <features.h>
#include <stdint.h>

static __inline uint16_t __bswap_16(uint16_t __value) {
    return __builtin_bswap16(__value);
}

static __inline uint32_t __bswap_32(uint32_t __value) {
    return __builtin_bswap32(__value);
}

static __inline uint64_t __bswap_64(uint64_t __value) {
    return __builtin_bswap64(__value);
}

#define bswap_16(value) __bswap_16(value)
#define bswap_32(value) __bswap_32(value)
#define bswap_64(value) __bswap_64(value)

#endif
