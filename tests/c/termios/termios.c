#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct termios attributes;
    memset(&attributes, 0, sizeof attributes);
    CHECK_INT(cfsetospeed(&attributes, B9600), 0);
    CHECK_INT(cfgetospeed(&attributes), B9600);
    CHECK_INT(cfsetispeed(&attributes, B9600), 0);
    CHECK_INT(cfgetispeed(&attributes), B9600);
    CHECK_INT(cfsetospeed(&attributes, B115200), 0);
    CHECK_INT(cfgetospeed(&attributes), B115200);
    CHECK_INT(cfsetospeed(&attributes, B0), 0);
    CHECK_INT(cfgetospeed(&attributes), B0);
    CHECK_ERRNO(cfsetospeed(&attributes, 0xdeadbeef), -1, EINVAL);
    CHECK_ERRNO(cfsetispeed(&attributes, 0xdeadbeef), -1, EINVAL);
    CHECK_INT(cfsetspeed(&attributes, B38400), 0);
    CHECK(cfgetospeed(&attributes) == B38400 && cfgetispeed(&attributes) == B38400);
    attributes.c_lflag = ECHO | ICANON | ISIG | TOSTOP;
    attributes.c_iflag = ICRNL | IXON | INPCK;
    attributes.c_oflag = OPOST | ONLCR;
    attributes.c_cflag |= CS7 | PARENB;
    cfmakeraw(&attributes);
    CHECK_INT(attributes.c_lflag, TOSTOP);
    CHECK_INT(attributes.c_oflag, ONLCR);
    CHECK_INT(attributes.c_iflag, INPCK);
    CHECK((attributes.c_cflag & (CSIZE | PARENB)) == CS8);
    CHECK(attributes.c_cc[VMIN] == 1 && attributes.c_cc[VTIME] == 0);

    int plain = open("plain", O_RDWR | O_CREAT, 0600);
    REQUIRE(plain >= 0);
    CHECK_ERRNO(tcgetattr(plain, &attributes), -1, ENOTTY);
    CHECK_ERRNO(tcsetattr(plain, TCSANOW, &attributes), -1, ENOTTY);
    CHECK_ERRNO(tcsetattr(plain, 99, &attributes), -1, EINVAL);
    CHECK_ERRNO(tcdrain(plain), -1, ENOTTY);
    CHECK_ERRNO(tcflush(plain, TCIFLUSH), -1, ENOTTY);
    CHECK_ERRNO(tcflow(plain, TCOON), -1, ENOTTY);
    CHECK_ERRNO(tcsendbreak(plain, 0), -1, ENOTTY);
    CHECK_ERRNO(tcgetsid(plain), -1, ENOTTY);
    CHECK_ERRNO(tcgetattr(99, &attributes), -1, EBADF);
    close(plain);
    unlink("plain");
    return test_done();
}
