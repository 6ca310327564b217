/* What comes beside a datagram, and what goes with it: addresses, hop limits, traffic classes. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include "test.h"

union control {
    struct cmsghdr head;
    char room[256];
};

static union control control;
static struct msghdr message;
static char byte;
static struct iovec part = {&byte, 1};

static int receive(int from, size_t room) {
    message = (struct msghdr){.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = room};
    memset(&control, 0, sizeof control);
    return recvmsg(from, &message, 0);
}

/* The data of one of the messages; NULL if it is not there. */
static void *found(int level, int type, size_t size) {
    for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head != NULL; head = CMSG_NXTHDR(&message, head))
        if (head->cmsg_level == level && head->cmsg_type == type && head->cmsg_len == CMSG_LEN(size))
            return CMSG_DATA(head);
    return NULL;
}

static int send_with(int from, int level, int type, const void *data, size_t size) {
    message = (struct msghdr){.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control};
    memset(&control, 0, sizeof control);
    message.msg_controllen = CMSG_SPACE(size);
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = level;
    head->cmsg_type = type;
    head->cmsg_len = CMSG_LEN(size);
    memcpy(CMSG_DATA(head), data, size);
    return sendmsg(from, &message, 0);
}

static int number(void *data) {
    int number = -1;
    if (data != NULL)
        memcpy(&number, data, sizeof number);
    return number;
}

static void switched_on(int fd, int level, int option) {
    int on = 1, value = -1;
    socklen_t length = sizeof value;
    CHECK_INT(getsockopt(fd, level, option, &value, &length), 0);
    CHECK_INT(value, 0);
    CHECK_INT(setsockopt(fd, level, option, &on, sizeof on), 0);
    CHECK_INT(getsockopt(fd, level, option, &value, &length), 0);
    CHECK_INT(value, 1);
}

static void ipv4(void) {
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t length = sizeof at;
    int server = socket(AF_INET, SOCK_DGRAM, 0), client = socket(AF_INET, SOCK_DGRAM, 0);
    REQUIRE(server >= 0 && client >= 0);
    /* Bound to every address: which one was meant only the message says. */
    REQUIRE(bind(server, (struct sockaddr *)&at, sizeof at) == 0);
    REQUIRE(getsockname(server, (struct sockaddr *)&at, &length) == 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(client, (struct sockaddr *)&at, sizeof at) == 0);

    CHECK_INT(send(client, "x", 1, 0), 1);
    CHECK_INT(receive(server, sizeof control), 1);
    CHECK_INT(message.msg_controllen, 0);

    switched_on(server, IPPROTO_IP, IP_PKTINFO);
    switched_on(server, IPPROTO_IP, IP_RECVTTL);
    switched_on(server, IPPROTO_IP, IP_RECVTOS);
    CHECK_INT(send(client, "x", 1, 0), 1);
    CHECK_INT(receive(server, sizeof control), 1);
    struct in_pktinfo *info = found(IPPROTO_IP, IP_PKTINFO, sizeof *info);
    REQUIRE(info != NULL);
    CHECK_INT(info->ipi_addr.s_addr, htonl(INADDR_LOOPBACK));
    CHECK_INT(info->ipi_spec_dst.s_addr, htonl(INADDR_LOOPBACK));
    CHECK_INT(info->ipi_ifindex, if_nametoindex("lo"));
    CHECK_INT(number(found(IPPROTO_IP, IP_TTL, sizeof(int))), 64);
    unsigned char *class = found(IPPROTO_IP, IP_TOS, 1);
    CHECK(class != NULL && *class == 0);
    CHECK_INT(message.msg_flags & MSG_CTRUNC, 0);

    /* Less room than that. */
    CHECK_INT(send(client, "x", 1, 0), 1);
    CHECK_INT(receive(server, CMSG_SPACE(sizeof(struct in_pktinfo))), 1);
    CHECK(found(IPPROTO_IP, IP_PKTINFO, sizeof(struct in_pktinfo)) != NULL);
    CHECK_INT(message.msg_flags & MSG_CTRUNC, MSG_CTRUNC);

    /* The socket's own, and one datagram's. */
    int hops = 7, tos = 0x10;
    CHECK_INT(setsockopt(client, IPPROTO_IP, IP_TTL, &hops, sizeof hops), 0);
    CHECK_INT(setsockopt(client, IPPROTO_IP, IP_TOS, &tos, sizeof tos), 0);
    CHECK_INT(send(client, "x", 1, 0), 1);
    CHECK_INT(receive(server, sizeof control), 1);
    CHECK_INT(number(found(IPPROTO_IP, IP_TTL, sizeof(int))), 7);
    class = found(IPPROTO_IP, IP_TOS, 1);
    CHECK(class != NULL && *class == 0x10);
    hops = 9;
    CHECK_INT(send_with(client, IPPROTO_IP, IP_TTL, &hops, sizeof hops), 1);
    CHECK_INT(receive(server, sizeof control), 1);
    CHECK_INT(number(found(IPPROTO_IP, IP_TTL, sizeof(int))), 9);
    hops = 0;
    CHECK_ERRNO(send_with(client, IPPROTO_IP, IP_TTL, &hops, sizeof hops), -1, EINVAL);

    /* From an address of this machine, and from none. */
    struct in_pktinfo from = {.ipi_spec_dst = {htonl(INADDR_LOOPBACK)}};
    CHECK_INT(send_with(client, IPPROTO_IP, IP_PKTINFO, &from, sizeof from), 1);
    CHECK_INT(receive(server, sizeof control), 1);
    CHECK_ERRNO(send_with(client, IPPROTO_IP, 999, &from, sizeof from), -1, EINVAL);
    CHECK_ERRNO(recv(server, &byte, 1, MSG_DONTWAIT), -1, EAGAIN);
    close(server);
    close(client);
}

static void ipv6(void) {
    struct sockaddr_in6 at = {.sin6_family = AF_INET6};
    socklen_t length = sizeof at;
    int server = socket(AF_INET6, SOCK_DGRAM, 0), client = socket(AF_INET6, SOCK_DGRAM, 0);
    /* There are machines without it. */
    if (server < 0 || bind(server, (struct sockaddr *)&at, sizeof at) != 0)
        return;
    REQUIRE(getsockname(server, (struct sockaddr *)&at, &length) == 0);
    at.sin6_addr = in6addr_loopback;
    if (connect(client, (struct sockaddr *)&at, sizeof at) != 0)
        return;
    switched_on(server, IPPROTO_IPV6, IPV6_RECVPKTINFO);
    switched_on(server, IPPROTO_IPV6, IPV6_RECVHOPLIMIT);
    switched_on(server, IPPROTO_IPV6, IPV6_RECVTCLASS);
    int hops = 5;
    CHECK_INT(send_with(client, IPPROTO_IPV6, IPV6_HOPLIMIT, &hops, sizeof hops), 1);
    CHECK_INT(receive(server, sizeof control), 1);
    struct in6_pktinfo *info = found(IPPROTO_IPV6, IPV6_PKTINFO, sizeof *info);
    REQUIRE(info != NULL);
    CHECK(memcmp(&info->ipi6_addr, &in6addr_loopback, sizeof in6addr_loopback) == 0);
    CHECK_INT(info->ipi6_ifindex, if_nametoindex("lo"));
    CHECK_INT(number(found(IPPROTO_IPV6, IPV6_HOPLIMIT, sizeof(int))), 5);
    CHECK_INT(number(found(IPPROTO_IPV6, IPV6_TCLASS, sizeof(int))), 0);
    struct in6_pktinfo from = {.ipi6_addr = in6addr_loopback};
    CHECK_INT(send_with(client, IPPROTO_IPV6, IPV6_PKTINFO, &from, sizeof from), 1);
    CHECK_INT(receive(server, sizeof control), 1);
    hops = 300;
    CHECK_ERRNO(send_with(client, IPPROTO_IPV6, IPV6_HOPLIMIT, &hops, sizeof hops), -1, EINVAL);
    close(server);
    close(client);
}

int main(void) {
    ipv4();
    ipv6();
    return test_done();
}
