/* Messages of the domain name system, and the names in them. */
#define _GNU_SOURCE
#include <arpa/nameser.h>
#include <errno.h>
#include <netinet/in.h>
#include <resolv.h>
#include "test.h"

/* An answer with a question, an alias, an address of it and a root server's name. */
static const unsigned char message[] =
    "\x12\x34\x81\x83\0\1\0\2\0\1\0\0"
    "\3ftp\7example\0\0\1\0\1"                       /* 12: a question of 17 bytes */
    "\xc0\x0c\0\5\0\1\0\1\x51\x80\0\6\3www\xc0\x10"   /* 29 */
    "\xc0\x29\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\1"         /* 47 */
    "\0\0\2\0\1\0\0\0\0\0\1\0";                      /* 63 */

#define LENGTH (sizeof message - 1)
#define END (message + LENGTH)

static void names(void) {
    char text[NS_MAXDNAME];
    CHECK_INT(dn_expand(message, END, message + 12, text, sizeof text), 13);
    CHECK_STR(text, "ftp.example");
    CHECK_INT(dn_expand(message, END, message + 41, text, sizeof text), 6);
    CHECK_STR(text, "www.example");
    CHECK_INT(dn_expand(message, END, message + 47, text, sizeof text), 2);
    CHECK_STR(text, "www.example");
    CHECK_INT(dn_expand(message, END, message + 63, text, sizeof text), 1);
    CHECK_STR(text, "");
    CHECK_INT(ns_name_uncompress(message, END, message + 63, text, sizeof text), 1);
    CHECK_STR(text, ".");
    CHECK_INT(dn_expand(message, END, message + 12, text, 12), 13);
    CHECK_INT(dn_expand(message, END, message + 12, text, 11), -1);
    CHECK_INT(dn_expand(message, message + 20, message + 12, text, sizeof text), -1);
    static const unsigned char loop[] = "\xc0\0", odd[] = "\4a.b\\\1\xff";
    CHECK_INT(dn_expand(loop, loop + 2, loop, text, sizeof text), -1);
    CHECK_INT(ns_name_uncompress(odd, odd + 8, odd, text, sizeof text), 8);
    CHECK_STR(text, "a\\.b\\\\.\\255");
    CHECK_INT(dn_skipname(message + 12, END), 13);
    CHECK_INT(dn_skipname(message + 41, END), 6);
    CHECK_INT(dn_skipname(message + 12, message + 20), -1);
}

static void compression(void) {
    unsigned char room[128] = {0};
    unsigned char *known[4] = {room}, **end = known + 4;
    char text[NS_MAXDNAME];
    int at = 12, length = dn_comp("mail.example.test", room + at, sizeof room - at, known, end);
    CHECK_INT(length, 19);
    CHECK(known[1] == room + 12 && known[2] == NULL);
    CHECK_INT(dn_comp("www.Example.test.", room + 31, sizeof room - 31, known, end), 6);
    CHECK(known[2] == room + 31 && known[3] == NULL);
    CHECK_INT(dn_expand(room, room + 37, room + 31, text, sizeof text), 6);
    CHECK_STR(text, "www.example.test");
    CHECK_INT(dn_comp("mail.example.test", room + 37, sizeof room - 37, known, end), 2);
    CHECK_INT(dn_comp("test", room + 39, sizeof room - 39, NULL, NULL), 6);
    CHECK_INT(dn_comp("test", room + 39, 5, NULL, NULL), -1);
    CHECK_INT(dn_comp("a..b", room + 39, sizeof room - 39, NULL, NULL), -1);
    CHECK_INT(dn_comp("", room + 39, sizeof room - 39, NULL, NULL), 1);
}

static void records(void) {
    ns_msg handle;
    ns_rr record;
    REQUIRE(ns_initparse(message, LENGTH, &handle) == 0);
    CHECK_INT(ns_msg_id(handle), 0x1234);
    CHECK_INT(ns_msg_size(handle), LENGTH);
    CHECK_INT(ns_msg_count(handle, ns_s_an), 2);
    CHECK_INT(ns_msg_count(handle, ns_s_ar), 0);
    CHECK_INT(ns_msg_getflag(handle, ns_f_qr), 1);
    CHECK_INT(ns_msg_getflag(handle, ns_f_rd), 1);
    CHECK_INT(ns_msg_getflag(handle, ns_f_ra), 1);
    CHECK_INT(ns_msg_getflag(handle, ns_f_tc), 0);
    CHECK_INT(ns_msg_getflag(handle, ns_f_cd), 0);
    CHECK_INT(ns_msg_getflag(handle, ns_f_rcode), ns_r_nxdomain);
    CHECK_INT(ns_parserr(&handle, ns_s_qd, 0, &record), 0);
    CHECK_STR(ns_rr_name(record), "ftp.example");
    CHECK_INT(ns_rr_type(record), ns_t_a);
    CHECK_INT(ns_rr_class(record), ns_c_in);
    CHECK_INT(ns_parserr(&handle, ns_s_an, 1, &record), 0);
    CHECK_STR(ns_rr_name(record), "www.example");
    CHECK_INT(ns_rr_ttl(record), 60);
    CHECK_INT(ns_rr_rdlen(record), 4);
    CHECK(memcmp(ns_rr_rdata(record), "\xc0\0\2\1", 4) == 0);
    CHECK_INT(ns_parserr(&handle, ns_s_an, 0, &record), 0);
    CHECK_INT(ns_rr_type(record), ns_t_cname);
    CHECK_INT(ns_rr_ttl(record), 86400);
    /* One after the other. */
    CHECK_INT(ns_parserr(&handle, ns_s_an, -1, &record), 0);
    CHECK_INT(ns_rr_type(record), ns_t_a);
    CHECK_INT(ns_parserr(&handle, ns_s_ns, -1, &record), 0);
    CHECK_STR(ns_rr_name(record), ".");
    CHECK_INT(ns_rr_rdlen(record), 1);
    CHECK_ERRNO(ns_parserr(&handle, ns_s_ar, 0, &record), -1, ENODEV);
    CHECK_ERRNO(ns_parserr(&handle, ns_s_an, 2, &record), -1, ENODEV);
    CHECK_ERRNO(ns_initparse(message, LENGTH - 1, &handle), -1, EMSGSIZE);
    CHECK_ERRNO(ns_initparse(message, 11, &handle), -1, EMSGSIZE);
    CHECK_INT(ns_skiprr(message + 12, END, ns_s_qd, 1), 17);
    CHECK_INT(ns_skiprr(message + 29, END, ns_s_an, 2), 34);
    CHECK_ERRNO(ns_skiprr(message + 29, END, ns_s_an, 4), -1, EMSGSIZE);
}

static void numbers(void) {
    unsigned char room[6], *place = room;
    const unsigned char *read = room;
    unsigned short two;
    unsigned long four;
    NS_PUT16(0x1234, place);
    NS_PUT32(0x89abcdefUL, place);
    CHECK(place == room + 6 && memcmp(room, "\x12\x34\x89\xab\xcd\xef", 6) == 0);
    NS_GET16(two, read);
    NS_GET32(four, read);
    CHECK_INT(two, 0x1234);
    CHECK(four == 0x89abcdefUL && read == room + 6);
    CHECK_INT(ns_get16(room), 0x1234);
    CHECK(ns_get32(room + 2) == 0x89abcdefUL);
}

static void questions(void) {
    unsigned char room[NS_PACKETSZ];
    ns_msg handle;
    ns_rr record;
    CHECK_INT(res_init(), 0);
    int length = res_mkquery(ns_o_query, "_sip._tcp.example", ns_c_in, ns_t_srv, NULL, 0, NULL, room, sizeof room);
    CHECK_INT(length, 12 + 19 + 4);
    REQUIRE(ns_initparse(room, length, &handle) == 0);
    CHECK_INT(ns_msg_count(handle, ns_s_qd), 1);
    CHECK_INT(ns_msg_getflag(handle, ns_f_rd), 1);
    CHECK_INT(ns_parserr(&handle, ns_s_qd, 0, &record), 0);
    CHECK_STR(ns_rr_name(record), "_sip._tcp.example");
    CHECK_INT(ns_rr_type(record), ns_t_srv);
    HEADER *head = (HEADER *)(void *)room;
    CHECK_INT(ntohs(head->qdcount), 1);
    CHECK_INT(head->rd, 1);
    CHECK_INT(head->qr, 0);
    CHECK_INT(res_mkquery(ns_o_query, "a..b", ns_c_in, ns_t_a, NULL, 0, NULL, room, sizeof room), -1);
    CHECK_INT(res_mkquery(ns_o_query, "example", ns_c_in, ns_t_a, NULL, 0, NULL, room, 20), -1);
}

int main(void) {
    names();
    compression();
    records();
    numbers();
    questions();
    return test_done();
}
