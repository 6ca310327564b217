#ifndef SOCKETS_H
#define SOCKETS_H

#include "bench.h"

#include <netinet/in.h>
#include <sys/socket.h>

struct sockaddr_in inet_address(uint32_t ip, int port);
int loopback_socket(int type, int *port);
int connect_to(int fd, struct sockaddr_in a);
int host_address(struct sockaddr_in *a);
void limit_wait(int fd);

#endif
