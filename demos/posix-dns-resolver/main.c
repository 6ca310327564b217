/* Resolves names with William Ahern's dns.c over whatever authority the process has: datagrams to one server, or none.

   usage: posix-dns-resolver SERVER PORT QUESTION...
   A question is a name, or TYPE:name with TYPE one of A and AAAA. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "dns.h"

/* Seconds for one question. */
enum { PATIENCE = 30 };

/* A resolver that asks this server, by datagrams only. */
static struct dns_resolver *open_resolver(const struct sockaddr_in *server) {
    int error = 0;
    struct dns_resolv_conf *configuration = dns_resconf_open(&error);
    struct dns_hosts *hosts = dns_hosts_open(&error);
    if (configuration == NULL || hosts == NULL) {
        printf("dns.c: %s\n", dns_strerror(error));
        return NULL;
    }
    memset(configuration->nameserver, 0, sizeof configuration->nameserver);
    memcpy(&configuration->nameserver[0], server, sizeof *server);
    memcpy(configuration->lookup, "b", 2);
    configuration->options.recurse = 0;
    configuration->options.attempts = 5;
    configuration->options.timeout = 1;
    configuration->options.tcp = DNS_RESCONF_TCP_DISABLE;
    struct dns_hints *hints = dns_hints_local(configuration, &error);
    struct dns_resolver *resolver = NULL;
    if (hints != NULL)
        resolver = dns_res_open(dns_resconf_mortal(configuration), dns_hosts_mortal(hosts), dns_hints_mortal(hints), NULL,
                                dns_opts(), &error);
    if (resolver == NULL)
        printf("dns.c: %s\n", dns_strerror(error));
    return resolver;
}

/* Prints the addresses of an answer; returns how many there were. */
static int print_addresses(struct dns_packet *answer, const char *name) {
    int count = 0;
    struct dns_rr record;
    dns_rr_foreach(&record, answer, .section = DNS_S_AN) {
        char text[INET6_ADDRSTRLEN];
        union dns_any any;
        if (dns_any_parse(dns_any_init(&any, sizeof any), &record, answer) != 0)
            continue;
        if (record.type == DNS_T_CNAME) {
            printf("alias %s -> %s\n", name, any.cname.host);
        } else if (record.type == DNS_T_A && inet_ntop(AF_INET, &any.a.addr, text, sizeof text) != NULL) {
            printf("resolved %s -> %s\n", name, text);
            count++;
        } else if (record.type == DNS_T_AAAA && inet_ntop(AF_INET6, &any.aaaa.addr, text, sizeof text) != NULL) {
            printf("resolved %s -> %s\n", name, text);
            count++;
        }
    }
    return count;
}

static int resolve(struct dns_resolver *resolver, enum dns_type type, const char *name) {
    int error = dns_res_submit(resolver, name, type, DNS_C_IN);
    while (error == 0 && (error = dns_res_check(resolver)) == EAGAIN) {
        if (dns_res_elapsed(resolver) > PATIENCE) {
            error = ETIMEDOUT;
            break;
        }
        error = dns_res_poll(resolver, 1);
        if (error == ETIMEDOUT)
            error = 0;
    }
    if (error != 0) {
        printf("failed %s: %s\n", name, dns_strerror(error));
        return 1;
    }
    struct dns_packet *answer = dns_res_fetch(resolver, &error);
    if (answer == NULL) {
        printf("failed %s: %s\n", name, dns_strerror(error));
        return 1;
    }
    int failed = 0;
    if (dns_header(answer)->rcode == DNS_RC_NXDOMAIN)
        printf("no such name %s (NXDOMAIN)\n", name);
    else if (print_addresses(answer, name) == 0)
        failed = printf("no address of %s: %s\n", name, dns_strrcode(dns_header(answer)->rcode)) > 0;
    free(answer);
    dns_res_reset(resolver);
    return failed;
}

/* What the authority does not reach. */
static void try_elsewhere(const struct sockaddr_in *server) {
    struct sockaddr_in other = *server;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0) {
        printf("socket: %s\n", strerror(errno));
        return;
    }
    other.sin_port = htons(ntohs(server->sin_port) + 1);
    if (sendto(fd, "x", 1, 0, (struct sockaddr *)&other, sizeof other) < 0)
        printf("another port of the server: %s\n", strerror(errno));
    other = *server;
    other.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (sendto(fd, "x", 1, 0, (struct sockaddr *)&other, sizeof other) < 0)
        printf("another host: %s\n", strerror(errno));
    close(fd);
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, (const struct sockaddr *)server, sizeof *server) != 0)
        printf("a stream: %s\n", strerror(errno));
    close(fd);
}

int main(int argc, char **argv) {
    struct sockaddr_in server = {.sin_family = AF_INET};
    if (argc < 4 || inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) {
        fprintf(stderr, "usage: %s SERVER PORT QUESTION...\n", argv[0]);
        return 2;
    }
    server.sin_port = htons((unsigned short)atoi(argv[2]));
    try_elsewhere(&server);
    struct dns_resolver *resolver = open_resolver(&server);
    if (resolver == NULL)
        return 1;
    int failures = 0;
    for (int i = 3; i < argc; i++) {
        const char *colon = strchr(argv[i], ':');
        enum dns_type type = colon != NULL && strncmp(argv[i], "AAAA:", 5) == 0 ? DNS_T_AAAA : DNS_T_A;
        failures += resolve(resolver, type, colon != NULL ? colon + 1 : argv[i]);
    }
    dns_res_close(resolver);
    printf("%d failures\n", failures);
    return failures != 0;
}
