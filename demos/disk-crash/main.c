// Works on files of the disk until the machine loses power, and says on the serial line what it promises: after
// "done", what "begin" announced outlives any crash. At its start it says what it finds. tests/disk/crash.py compares.
//
// A file describes itself: its first line is its name, version and length, and every byte behind follows from those.

#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { NAMES = 12, MAX_LENGTH = 200000, HEADER = 64 };

static uint64_t random_state;
static unsigned char bytes[MAX_LENGTH], other[MAX_LENGTH];
static unsigned version;

static unsigned below(unsigned bound) {
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(random_state >> 33) % bound;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

// The contents of that version of the file.
static void describe(unsigned char *to, const char *name, unsigned of_version, size_t length) {
  memset(to, ' ', HEADER);
  char line[HEADER];
  int count = snprintf(line, sizeof line, "%s %u %zu\n", name, of_version, length);
  memcpy(to, line, (size_t)count);
  uint32_t state = of_version * 2654435761u + (uint32_t)name[0];
  for (size_t i = HEADER; i < length; i++) {
    state = state * 1664525u + 1013904223u;
    to[i] = (unsigned char)(state >> 24 | 1);  // never the zero of a block that was not written
  }
}

static void write_all(int file, const unsigned char *from, size_t length) {
  while (length > 0) {
    size_t part = length < 30000 ? length : 30000;
    if (write(file, from, part) != (ssize_t)part) fail("write");
    from += part;
    length -= part;
  }
}

static void sync_directory(void) {
  int directory = open(".", O_RDONLY | O_DIRECTORY);
  if (directory < 0 || fsync(directory) != 0 || close(directory) != 0) fail("fsync of the directory");
}

// A new version takes the old one's place in one step.
static void replace(const char *name, size_t length) {
  printf("begin file %s %u %zu\n", name, ++version, length);
  describe(bytes, name, version, length);
  int file = open("temporary", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) fail("temporary");
  write_all(file, bytes, length);
  if (fsync(file) != 0 || close(file) != 0) fail("fsync");
  if (rename("temporary", name) != 0) fail("rename");
  sync_directory();
  puts("done");
}

static void create(const char *name, size_t length) {
  if (access(name, F_OK) == 0) {
    replace(name, length);
    return;
  }
  printf("begin file %s %u %zu\n", name, ++version, length);
  describe(bytes, name, version, length);
  int file = open(name, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (file < 0) fail(name);
  write_all(file, bytes, length);
  if (fsync(file) != 0 || close(file) != 0) fail("fsync");
  sync_directory();
  puts("done");
}

static void remove_file(const char *name) {
  if (access(name, F_OK) != 0) return;
  printf("begin remove %s\n", name);
  if (unlink(name) != 0) fail("unlink");
  sync_directory();
  puts("done");
}

// A record of eight bytes more in the log.
static void append(void) {
  int file = open("log", O_WRONLY | O_CREAT | O_APPEND, 0644);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) fail("log");
  unsigned count = (unsigned)(status.st_size / 8);
  printf("begin log %u\n", count + 1);
  char record[9];
  snprintf(record, sizeof record, "%07u\n", count);
  if (write(file, record, 8) != 8 || fdatasync(file) != 0 || close(file) != 0) fail("log");
  puts("done");
}

// Nobody is promised anything: these may be anything but wrong.
static void scribble(void) {
  char name[16];
  snprintf(name, sizeof name, "u%u", below(5));
  switch (below(4)) {
    case 0:
      unlink(name);
      break;
    case 1:
      truncate(name, below(MAX_LENGTH));
      break;
    case 2: {
      char to[16];
      snprintf(to, sizeof to, "u%u", below(5));
      rename(name, to);
      break;
    }
    default: {
      int file = open(name, O_WRONLY | O_CREAT, 0644);
      if (file < 0) return;
      memset(bytes, 'u', sizeof bytes);
      pwrite(file, bytes, below(sizeof bytes), below(1000000));
      close(file);
    }
  }
}

static size_t read_all(const char *name, unsigned char *to, size_t most) {
  int file = open(name, O_RDONLY);
  if (file < 0) fail(name);
  size_t at = 0;
  ssize_t count;
  while (at < most && (count = read(file, to + at, most - at)) > 0) at += (size_t)count;
  close(file);
  return at;
}

// What the disk has: a line for each file.
static void tell(const char *name) {
  struct stat status;
  if (stat(name, &status) != 0) fail(name);
  size_t length = (size_t)status.st_size;
  if (name[0] == 'u' || strcmp(name, "temporary") == 0) {
    int file = open(name, O_RDONLY), wrong = 0;
    ssize_t count;
    while ((count = read(file, bytes, sizeof bytes)) > 0)
      for (ssize_t i = 0; i < count; i++) wrong += name[0] == 'u' && bytes[i] != 'u' && bytes[i] != 0;
    close(file);
    if (wrong) printf("have %s with %d foreign bytes\n", name, wrong);
    return;
  }
  if (length > MAX_LENGTH || read_all(name, bytes, length) != length) {
    printf("have %s unreadable\n", name);
    return;
  }
  if (strcmp(name, "log") == 0) {
    unsigned whole = 0;
    for (size_t i = 0; i + 8 <= length; i += 8) {
      char record[9];
      snprintf(record, sizeof record, "%07u\n", (unsigned)(i / 8));
      if (memcmp(bytes + i, record, 8) != 0) break;
      whole++;
    }
    printf("have log %u\n", whole);
    return;
  }
  char known[HEADER] = "";
  unsigned found = 0;
  size_t described = 0;
  if (length >= HEADER) sscanf((char *)bytes, "%63s %u %zu", known, &found, &described);
  describe(other, name, found, length);
  int right = length >= HEADER && described == length && memcmp(bytes, other, length) == 0;
  printf("have file %s %u %zu %s\n", name, found, length, right ? "whole" : "torn");
}

static unsigned look(void) {
  DIR *directory = opendir(".");
  if (!directory) fail("directory");
  unsigned highest = 0;
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (entry->d_name[0] == '.') continue;
    tell(entry->d_name);
    char text[HEADER + 1] = "";
    unsigned found = 0;
    read_all(entry->d_name, (unsigned char *)text, HEADER);
    if (entry->d_name[0] == 'f' && sscanf(text, "%*s %u", &found) == 1 && found > highest) highest = found;
  }
  closedir(directory);
  return highest;
}

int main(int count, char **arguments) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  mkdir("/disk/work", 0755);
  if (chdir("/disk/work") != 0) fail("/disk/work");
  version = look() + 1000;
  if (count > 1 && strcmp(arguments[1], "check") == 0) return 0;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  random_state = (uint64_t)now.tv_nsec * 2654435761u + (uint64_t)now.tv_sec;
  puts("ready");
  for (;;) {
    char name[16];
    snprintf(name, sizeof name, "f%u", below(NAMES));
    size_t length = HEADER + below(below(3) ? 3000 : MAX_LENGTH - HEADER);
    switch (below(8)) {
      case 0:
      case 1:
        create(name, length);
        break;
      case 2:
      case 3:
        replace(name, length);
        break;
      case 4:
        remove_file(name);
        break;
      case 5:
        append();
        break;
      default:
        scribble();
    }
  }
}
