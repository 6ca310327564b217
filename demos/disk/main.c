// Writes a tree to the disk that the host compares with what it expects (tests/disk/smoke.py), and reads one that the
// host wrote. Every file's bytes follow from its name and length, so that both sides can make them.

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>
#include <unistd.h>

static int failures;

#define CHECK(condition)                                                                                     \
  do {                                                                                                       \
    if (!(condition)) {                                                                                      \
      printf("not ok line %d: %s (%s)\n", __LINE__, #condition, strerror(errno));                            \
      failures++;                                                                                            \
    }                                                                                                        \
  } while (0)

// Byte n of a file whose name begins with `seed`.
static unsigned char byte_at(unsigned seed, size_t n) { return (unsigned char)(seed * 31 + n * 7 + n / 251); }

static void write_file(const char *path, unsigned seed, size_t length) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  CHECK(file >= 0);
  unsigned char buffer[5000];
  for (size_t at = 0; at < length;) {
    size_t count = length - at < sizeof buffer ? length - at : sizeof buffer;
    for (size_t i = 0; i < count; i++) buffer[i] = byte_at(seed, at + i);
    ssize_t written = write(file, buffer, count);
    CHECK(written == (ssize_t)count);
    if (written <= 0) break;
    at += (size_t)written;
  }
  CHECK(close(file) == 0);
}

// Whether the file has that length and those bytes.
static int is_right(const char *path, unsigned seed, size_t length) {
  int file = open(path, O_RDONLY);
  if (file < 0) return 0;
  unsigned char buffer[7000];
  size_t at = 0;
  ssize_t count;
  int right = 1;
  while ((count = read(file, buffer, sizeof buffer)) > 0) {
    for (ssize_t i = 0; i < count; i++) right &= buffer[i] == byte_at(seed, at + (size_t)i);
    at += (size_t)count;
  }
  close(file);
  return right && count == 0 && at == length;
}

static void read_what_the_host_wrote(void) {
  struct stat status;
  CHECK(stat("/disk/host/small", &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 100);
  CHECK(is_right("/disk/host/small", 's', 100));
  CHECK(is_right("/disk/host/large", 'l', 3000000));
  CHECK(is_right("/disk/host/deep/er/file", 'f', 5000));
  char target[100];
  ssize_t length = readlink("/disk/host/link", target, sizeof target);
  CHECK(length == 12 && memcmp(target, "deep/er/file", 12) == 0);
  CHECK(is_right("/disk/host/link", 'f', 5000));
  errno = 0;
  CHECK(open("/disk/host/absent", O_RDONLY) == -1 && errno == ENOENT);
}

// More names than a block holds: the directory grows an index.
static void fill_directory(void) {
  char path[64], other[64];
  CHECK(mkdir("/disk/capos/many", 0755) == 0);
  for (int i = 0; i < 700; i++) {
    snprintf(path, sizeof path, "/disk/capos/many/file-number-%04d", i);
    write_file(path, 'm' + (unsigned)i, (size_t)i % 50);
  }
  for (int i = 0; i < 700; i += 3) {
    snprintf(path, sizeof path, "/disk/capos/many/file-number-%04d", i);
    CHECK(unlink(path) == 0);
  }
  for (int i = 1; i < 700; i += 30) {
    snprintf(path, sizeof path, "/disk/capos/many/file-number-%04d", i);
    snprintf(other, sizeof other, "/disk/capos/many/renamed-%04d", i);
    CHECK(rename(path, other) == 0);
  }
  DIR *directory = opendir("/disk/capos/many");
  CHECK(directory != NULL);
  int count = 0;
  while (directory && readdir(directory)) count++;
  CHECK(count == 2 + 700 - 234);
  if (directory) closedir(directory);
}

static void write_sparsely(void) {
  int file = open("/disk/capos/sparse", O_RDWR | O_CREAT, 0600);
  CHECK(file >= 0);
  CHECK(pwrite(file, "begin", 5, 0) == 5);
  CHECK(pwrite(file, "end", 3, 5000000) == 3);
  CHECK(fsync(file) == 0);
  struct stat status;
  CHECK(fstat(file, &status) == 0 && status.st_size == 5000003 && status.st_blocks < 100);
  CHECK(lseek(file, 0, SEEK_HOLE) == 4096);
  CHECK(lseek(file, 4096, SEEK_DATA) == 5000000 / 4096 * 4096);
  CHECK(ftruncate(file, 4000000) == 0);
  CHECK(close(file) == 0);
}

static void map_shared(void) {
  int file = open("/disk/capos/mapped", O_RDWR | O_CREAT | O_TRUNC, 0644);
  CHECK(file >= 0);
  CHECK(ftruncate(file, 20000) == 0);
  unsigned char *map = mmap(NULL, 20000, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  CHECK(map != MAP_FAILED);
  if (map == MAP_FAILED) return;
  for (size_t i = 0; i < 20000; i++) map[i] = byte_at('p', i);
  // What is mapped and what is read are the same bytes.
  unsigned char byte = 0;
  CHECK(pread(file, &byte, 1, 12345) == 1 && byte == byte_at('p', 12345));
  CHECK(fsync(file) == 0);
  // Written after the sync: still the file's.
  map[19999] = byte_at('p', 19999);
  CHECK(munmap(map, 20000) == 0);
  CHECK(close(file) == 0);
}

static void use_links(void) {
  struct stat status;
  CHECK(link("/disk/capos/small", "/disk/capos/hard") == 0);
  CHECK(stat("/disk/capos/hard", &status) == 0 && status.st_nlink == 2);
  CHECK(symlink("small", "/disk/capos/soft") == 0);
  char target[200];
  memset(target, 'x', sizeof target);
  target[199] = 0;
  CHECK(symlink(target, "/disk/capos/long-link") == 0);
  CHECK(mkfifo("/disk/capos/fifo", 0600) == 0);
  // Open and without a name: there until it is closed.
  int file = open("/disk/capos/gone", O_RDWR | O_CREAT, 0600);
  CHECK(file >= 0 && write(file, "still here", 10) == 10);
  CHECK(unlink("/disk/capos/gone") == 0);
  CHECK(fstat(file, &status) == 0 && status.st_nlink == 0);
  char text[10];
  CHECK(pread(file, text, 10, 0) == 10 && memcmp(text, "still here", 10) == 0);
  CHECK(close(file) == 0);
}

static void use_fifo(void) {
  int fifo = open("/disk/capos/fifo", O_RDWR | O_NONBLOCK);
  CHECK(fifo >= 0);
  char text[8] = "";
  CHECK(read(fifo, text, sizeof text) == -1 && errno == EAGAIN);
  CHECK(write(fifo, "through", 7) == 7);
  int reader = open("/disk/capos/fifo", O_RDONLY | O_NONBLOCK);
  CHECK(reader >= 0);
  CHECK(read(reader, text, sizeof text) == 7 && memcmp(text, "through", 7) == 0);
  CHECK(close(reader) == 0 && close(fifo) == 0);
  CHECK(open("/disk/capos/fifo", O_WRONLY | O_NONBLOCK) == -1 && errno == ENXIO);
}

// More pages than the cache has room for: those that were mapped first go, and come again.
static void map_more_than_the_cache(void) {
  size_t length = 20000000, right = 0;
  int file = open("/disk/capos/large", O_RDONLY);
  unsigned char *map = mmap(NULL, length, PROT_READ, MAP_SHARED, file, 0);
  CHECK(map != MAP_FAILED);
  if (map == MAP_FAILED) return;
  for (size_t at = 0; at < length; at += 1000) right += map[at] == byte_at('L', at);
  for (size_t at = 0; at < length; at += 1000) right += map[at] == byte_at('L', at);
  CHECK(right == 2 * length / 1000);
  CHECK(munmap(map, length) == 0 && close(file) == 0);
  length = 14000000;
  file = open("/disk/capos/wide", O_RDWR | O_CREAT, 0644);
  CHECK(file >= 0 && ftruncate(file, (off_t)length) == 0);
  map = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  CHECK(map != MAP_FAILED);
  if (map == MAP_FAILED) return;
  for (size_t at = 0; at < length; at += 4096) map[at] = byte_at('w', at) | 1;
  right = 0;
  for (size_t at = 0; at < length; at += 4096) right += map[at] == (byte_at('w', at) | 1);
  CHECK(right == (length + 4095) / 4096);
  CHECK(munmap(map, length) == 0 && close(file) == 0);
}

static void set_extended_attributes(void) {
  char value[16] = "";
  CHECK(getxattr("/disk/host/small", "user.host", value, sizeof value) == 4 && memcmp(value, "host", 4) == 0);
  CHECK(setxattr("/disk/capos/small", "user.capos", "of capOS", 8, XATTR_CREATE) == 0);
  CHECK(setxattr("/disk/capos/small", "user.gone", "x", 1, 0) == 0);
  CHECK(removexattr("/disk/capos/small", "user.gone") == 0);
  CHECK(getxattr("/disk/capos/small", "user.gone", value, sizeof value) == -1 && errno == ENODATA);
  CHECK(listxattr("/disk/capos/small", value, sizeof value) == 11 && memcmp(value, "user.capos", 11) == 0);
}

static void set_attributes(void) {
  struct timespec times[2] = {{1234567890, 123456789}, {2345678901, 987654321}};
  CHECK(utimensat(AT_FDCWD, "/disk/capos/small", times, 0) == 0);
  CHECK(chmod("/disk/capos/small", 0640) == 0);
  CHECK(chown("/disk/capos/small", 1000, 70000) == 0);
  struct stat status;
  CHECK(stat("/disk/capos/small", &status) == 0);
  CHECK(status.st_mtim.tv_sec == 2345678901 && status.st_mtim.tv_nsec == 987654321);
  CHECK((status.st_mode & 07777) == 0640 && status.st_uid == 1000 && status.st_gid == 70000);
}

static void move_directories(void) {
  CHECK(mkdir("/disk/capos/a", 0755) == 0 && mkdir("/disk/capos/a/b", 0755) == 0);
  CHECK(mkdir("/disk/capos/c", 0700) == 0);
  write_file("/disk/capos/a/b/file", 'b', 1234);
  errno = 0;
  CHECK(rename("/disk/capos/a", "/disk/capos/a/b/c") == -1 && errno == EINVAL);
  CHECK(rename("/disk/capos/a/b", "/disk/capos/c/b") == 0);
  CHECK(is_right("/disk/capos/c/b/../b/file", 'b', 1234));
  errno = 0;
  CHECK(rmdir("/disk/capos/c") == -1 && errno == ENOTEMPTY);
  CHECK(rmdir("/disk/capos/a") == 0);
  // A file takes another's place.
  write_file("/disk/capos/new", 'n', 10000);
  write_file("/disk/capos/old", 'o', 20000);
  CHECK(rename("/disk/capos/new", "/disk/capos/old") == 0);
  CHECK(is_right("/disk/capos/old", 'n', 10000));
}

int main(void) {
  struct statvfs before;
  CHECK(statvfs("/disk", &before) == 0 && before.f_blocks > 1000);
  read_what_the_host_wrote();
  CHECK(mkdir("/disk/capos", 0755) == 0);
  write_file("/disk/capos/small", 'c', 100);
  write_file("/disk/capos/large", 'L', 20000000);
  CHECK(is_right("/disk/capos/large", 'L', 20000000));
  fill_directory();
  write_sparsely();
  map_shared();
  use_links();
  use_fifo();
  map_more_than_the_cache();
  set_extended_attributes();
  set_attributes();
  move_directories();
  sync();
  printf("%d failures\n", failures);
  return failures != 0;
}
