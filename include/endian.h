/* <endian.h>: byte order. The processor's is little-endian. */
#ifndef _ENDIAN_H
#define _ENDIAN_H

#include <features.h>
#include <stdint.h>

#define __LITTLE_ENDIAN 1234
#define __BIG_ENDIAN 4321
#define __PDP_ENDIAN 3412
#define __BYTE_ORDER __LITTLE_ENDIAN

#if _CAPOS_BSD || _CAPOS_POSIX >= 202405
#define LITTLE_ENDIAN __LITTLE_ENDIAN
#define BIG_ENDIAN __BIG_ENDIAN
#define PDP_ENDIAN __PDP_ENDIAN
#define BYTE_ORDER __BYTE_ORDER

#define htobe16(value) ((uint16_t)__builtin_bswap16(value))
#define htobe32(value) ((uint32_t)__builtin_bswap32(value))
#define htobe64(value) ((uint64_t)__builtin_bswap64(value))
#define be16toh(value) ((uint16_t)__builtin_bswap16(value))
#define be32toh(value) ((uint32_t)__builtin_bswap32(value))
#define be64toh(value) ((uint64_t)__builtin_bswap64(value))
#define htole16(value) ((uint16_t)(value))
#define htole32(value) ((uint32_t)(value))
#define htole64(value) ((uint64_t)(value))
#define le16toh(value) ((uint16_t)(value))
#define le32toh(value) ((uint32_t)(value))
#define le64toh(value) ((uint64_t)(value))
#endif

#endif
