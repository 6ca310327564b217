/* getopt, getopt_long and getopt_long_only over random arguments: what they return, and how the arguments end up. The
   messages go nowhere. When
   operands between options move, and so what optind is meanwhile, is not defined. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <getopt.h>
#include <unistd.h>
#include "differential.h"

static const char *const words[] = { "-a", "-b", "-bx", "-c", "-cy", "-ab", "-ac", "-d", "--", "-", "file", "other", "--alpha",
    "--alp", "--al", "--beta", "--beta=1", "--bet", "--gamma=", "--gamma", "--alpha=2", "--nope", "-W", "-abc", "-x", "-W alpha",
    "--alphabet", "-alpha", "-beta", "-beta=3", "-g" };

static const struct option longs[] = { { "alpha", no_argument, NULL, 'A' }, { "beta", required_argument, NULL, 'B' },
    { "gamma", optional_argument, NULL, 'G' }, { "alphabet", no_argument, NULL, 'L' }, { "verbose", no_argument, NULL, 'v' },
    { NULL, 0, NULL, 0 } };

static void prepare(void)
{
    int null = open("/dev/null", O_WRONLY);
    dup2(null, 2);
}

static void one_case(uint64_t index)
{
    (void)index;
    static const char *const specs[] = { "ab:c::", "+ab:c::", "-ab:c::", ":ab:c::", "+:ab:c::", "ab:c::d", "-:ab:c::", "" };
    unsigned kind = below(3);
    /* getopt alone stops at the first operand, by POSIX and by a leading plus in glibc. */
    const char *spec = kind == 0 ? (const char *[]){ "+ab:c::", "+:ab:c::", "+", "+ab:c::d" }[below(4)] : PICK(specs);
    char *arguments[10];
    char name[] = "program";
    int count = 1 + (int)below(7);
    put_text((const char *[]){ "getopt ", "getopt_long ", "getopt_long_only " }[kind]);
    put_quoted(spec);
    arguments[0] = name;
    for (int i = 1; i < count; i++) {
        arguments[i] = (char *)PICK(words);
        put_char(' ');
        put_text(arguments[i]);
    }
    arguments[count] = NULL;
    result();
    optind = 0;
    opterr = 0;
    optarg = NULL;
    for (int turn = 0; turn < 30; turn++) {
        int longindex = -1;
        int c = kind == 0 ? getopt(count, arguments, spec) :
            kind == 1 ? getopt_long(count, arguments, spec, longs, &longindex) :
            getopt_long_only(count, arguments, spec, longs, &longindex);
        if (c == -1)
            break;
        put_char(' ');
        if (c == 1)
            put_char('1');
        else
            put_code((uint32_t)c);
        if (c != '?' && c != ':') {
            if (optarg)
                put_quoted(optarg);
            put_field("long", longindex);
        } else {
            put_field("optopt", optopt);
        }
    }
    put_field("end", optind);
    for (int i = 1; i < count; i++) {
        put_char(' ');
        put_text(arguments[i]);
    }
}
