/* What every benchmark of posixbench needs. */
#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { BLOCK = 64 * 1024, MIB = 1024 * 1024 };

extern const char *self_path;           /* how to start another copy of us */
extern const char *work_dir;
extern const char *net_host;            /* NULL: no *_host_* benchmarks */
extern int net_port;

extern const char *problem;             /* why the last benchmark stopped */
extern int problem_errno;

/* Results are stored here so that a compiler cannot drop the work. */
extern volatile long result_sink;

extern unsigned char block[BLOCK];      /* shared I/O buffer */

/* A benchmark does n operations and returns the nanoseconds they took, or
 * one of these after noting why it could not. */
enum { FAILED = -1, SKIPPED = -2 };

struct bench {
    const char *name;
    const char *group;
    int64_t (*run)(long n);
    long bytes;         /* bytes moved per operation; 0: report time */
};

/* Each ends with an entry without a name. */
extern const struct bench sys_benches[], sched_benches[], file_benches[], dir_benches[], pipe_benches[],
    spawn_benches[], fork_benches[], mmap_benches[], malloc_benches[], signal_benches[],
    text_benches[], string_benches[], regex_benches[], stdio_benches[], udp_benches[],
    tcp_benches[], thread_benches[], malloc_threads_benches[];

int64_t fail(const char *what);
int64_t skip(const char *why);
int64_t now_ns(void);
const char *scratch(const char *leaf);
int write_all(int fd, const void *data, size_t size);
int make_text_file(const char *path, size_t size);

/* xorshift32: the same cheap pseudo-random sequence everywhere. */
static inline uint32_t next_random(uint32_t *state)
{
    uint32_t x = *state;

    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

/* A second process: posix_spawn of this same program. */
struct child {
    pid_t pid;
    int to;         /* we write here, the child reads it as descriptor 0 */
    int from;       /* we read here, the child writes it as descriptor 1 */
};

extern char *empty_env[];
int child_start(struct child *c, const char *role, const char *arg);
int child_stop(struct child *c);
int child_echo(void);
int child_sink(int fd);
int child_tcpsink(const char *port);

#endif
