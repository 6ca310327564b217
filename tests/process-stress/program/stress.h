/* A process tree under random operations: what the files share. */
#ifndef STRESS_H
#define STRESS_H

#include <sys/types.h>

/* The path under which the program can start itself. */
extern const char *own_path;

/* Levels of processes below the first one. */
extern int depth;

/* Numbers below `count`, the same for the same seed. */
void seed_random(unsigned long long seed);
int pick(int count);

/* Tells what went wrong, and counts it. */
void wrong(const char *what, long long detail);
int failures(void);

/* Pipes that tell ends: a descendant that waits does so until `release_waiting`, and `everybody_left` returns when no
   descendant lives any more. */
void begin_tree(void);
void release_waiting(void);
void everybody_left(void);
/* In a new process: what only its ancestors may hold is closed. */
void become_descendant(void);
void wait_for_release(void);

/* One step with processes, or with descriptors. */
void process_step(void);
void descriptor_step(void);
/* One step of either kind. */
void step(void);

/* Ends and waits for all children; closes all descriptors of steps. */
void end_children(void);
void close_descriptors(void);
/* In a new process: the parent's children are not its own. */
void forget_children(void);

#endif
