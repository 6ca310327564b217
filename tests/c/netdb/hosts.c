#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include "test.h"

static int is_address(const struct hostent *host, const char *text) {
    char shown[INET6_ADDRSTRLEN];
    return host != NULL && host->h_addr_list[0] != NULL
        && inet_ntop(host->h_addrtype, host->h_addr_list[0], shown, sizeof shown) != NULL && strcmp(shown, text) == 0;
}

static void by_name(void) {
    struct hostent *host = gethostbyname("localhost");
    REQUIRE(host != NULL);
    CHECK_STR(host->h_name, "localhost");
    CHECK_INT(host->h_addrtype, AF_INET);
    CHECK_INT(host->h_length, 4);
    CHECK(host->h_aliases != NULL);
    CHECK(is_address(host, "127.0.0.1"));
    CHECK(host->h_addr == host->h_addr_list[0]);
    host = gethostbyname("192.0.2.9");
    REQUIRE(host != NULL);
    CHECK_STR(host->h_name, "192.0.2.9");
    CHECK(is_address(host, "192.0.2.9") && host->h_addr_list[1] == NULL && host->h_aliases[0] == NULL);
    host = gethostbyname2("2001:db8::9", AF_INET6);
    REQUIRE(host != NULL);
    CHECK_INT(host->h_length, 16);
    CHECK(is_address(host, "2001:db8::9"));
}

static void by_address(void) {
    struct in_addr loopback = {htonl(INADDR_LOOPBACK)};
    struct hostent *host = gethostbyaddr(&loopback, sizeof loopback, AF_INET);
    REQUIRE(host != NULL);
    CHECK_STR(host->h_name, "localhost");
    CHECK(is_address(host, "127.0.0.1"));
    CHECK(gethostbyaddr(&loopback, 3, AF_INET) == NULL);
    CHECK(gethostbyaddr(&loopback, sizeof loopback, 999) == NULL);
}

static void with_buffers(void) {
    struct hostent record, *found = NULL;
    _Alignas(8) char buffer[1024];
    int error = -99;
    CHECK_INT(gethostbyname_r("localhost", &record, buffer, sizeof buffer, &found, &error), 0);
    CHECK(found == &record);
    CHECK(is_address(found, "127.0.0.1"));
    CHECK(record.h_name >= buffer && record.h_name < buffer + sizeof buffer);
    CHECK_INT(gethostbyname_r("localhost", &record, buffer, 8, &found, &error), ERANGE);
    CHECK(found == NULL);
    CHECK_INT(error, NETDB_INTERNAL);
    CHECK_INT(gethostbyname2_r("::1", AF_INET6, &record, buffer, sizeof buffer, &found, &error), 0);
    CHECK(found == &record && is_address(found, "::1"));
    struct in_addr loopback = {htonl(INADDR_LOOPBACK)};
    CHECK_INT(gethostbyaddr_r(&loopback, sizeof loopback, AF_INET, &record, buffer, sizeof buffer, &found, &error), 0);
    CHECK(found == &record);
    CHECK_STR(record.h_name, "localhost");
}

static void all(void) {
    int seen = 0;
    sethostent(1);
    for (struct hostent *host; (host = gethostent()) != NULL; seen++) {
        CHECK(host->h_name[0] != 0 && host->h_addr_list[0] != NULL);
        CHECK_INT(host->h_length, 4);
    }
    endhostent();
    int again = 0, error;
    struct hostent record, *found;
    _Alignas(8) char buffer[1024];
    sethostent(0);
    while (gethostent_r(&record, buffer, sizeof buffer, &found, &error) == 0)
        again++;
    CHECK(found == NULL);
    CHECK_INT(again, seen);
    endhostent();
}

static void errors(void) {
    CHECK_STR(hstrerror(HOST_NOT_FOUND), "Unknown host");
    CHECK_STR(hstrerror(TRY_AGAIN), "Host name lookup failure");
    CHECK_STR(hstrerror(NO_DATA), "No address associated with name");
    int ends[2], saved = dup(2);
    char text[128] = "";
    REQUIRE(pipe(ends) == 0);
    h_errno = HOST_NOT_FOUND;
    dup2(ends[1], 2);
    herror("me");
    herror(NULL);
    dup2(saved, 2);
    close(ends[1]);
    size_t length = 0;
    for (ssize_t count; (count = read(ends[0], text + length, sizeof text - 1 - length)) > 0;)
        length += count;
    CHECK_STR(text, "me: Unknown host\nUnknown host\n");
    close(ends[0]);
    close(saved);
}

int main(void) {
    by_name();
    by_address();
    with_buffers();
    all();
    errors();
    return test_done();
}
