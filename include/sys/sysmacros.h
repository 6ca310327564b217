/* <sys/sysmacros.h>: the parts of a device number, spread over 64 bits as in Linux. */
#ifndef _SYS_SYSMACROS_H
#define _SYS_SYSMACROS_H

#define major(device) ((unsigned)(((device) >> 31 >> 1 & 0xfffff000) | ((device) >> 8 & 0x00000fff)))
#define minor(device) ((unsigned)(((device) >> 12 & 0xffffff00) | ((device) & 0x000000ff)))
#define makedev(major, minor) \
    (((major) & 0xfffff000UL) << 32 | ((major) & 0x00000fffUL) << 8 | ((minor) & 0xffffff00UL) << 12 \
     | ((minor) & 0x000000ffUL))

#endif
