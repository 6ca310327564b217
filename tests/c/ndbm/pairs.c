/* Data bases; with libraries that have the header. */
#include "../test.h"

#if defined(__has_include) && __has_include(<ndbm.h>)
#include <errno.h>
#include <fcntl.h>
#include <ndbm.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static datum text(const char *s) {
    datum of = {(void *)s, strlen(s)};
    return of;
}

static int is(datum found, const char *s) {
    return found.dptr != NULL && found.dsize == strlen(s) && memcmp(found.dptr, s, found.dsize) == 0;
}

static void one_pair(DBM *db) {
    CHECK(dbm_fetch(db, text("a")).dptr == NULL);
    CHECK_INT(dbm_store(db, text("a"), text("one"), DBM_INSERT), 0);
    CHECK_INT(dbm_store(db, text("a"), text("two"), DBM_INSERT), 1);
    CHECK(is(dbm_fetch(db, text("a")), "one"));
    CHECK_INT(dbm_store(db, text("a"), text("three"), DBM_REPLACE), 0);
    CHECK(is(dbm_fetch(db, text("a")), "three"));
    CHECK(is(dbm_firstkey(db), "a"));
    CHECK(dbm_nextkey(db).dptr == NULL);
    CHECK(dbm_store(db, text("a"), text("x"), 7) < 0);
    CHECK_INT(dbm_delete(db, dbm_firstkey(db)), 0);
    CHECK(dbm_delete(db, text("a")) < 0);
    CHECK(dbm_fetch(db, text("a")).dptr == NULL);
    CHECK(dbm_firstkey(db).dptr == NULL);
    CHECK_INT(dbm_error(db), 0);
}

static void large_pairs(DBM *db) {
    static char bytes[70000];
    datum large = {bytes, 1020}, key = text("key");
    memset(bytes, 'x', sizeof bytes);
    CHECK_INT(dbm_store(db, key, large, DBM_INSERT), 0);
    datum found = dbm_fetch(db, key);
    CHECK(found.dsize == 1020 && memcmp(found.dptr, bytes, 1020) == 0);
    large.dsize = sizeof bytes;
    CHECK(dbm_store(db, key, large, DBM_REPLACE) < 0);
    CHECK(dbm_fetch(db, key).dsize == 1020);
    CHECK_INT(dbm_delete(db, key), 0);
}

static void many_pairs(DBM *db) {
    char key[20], content[40];
    int wrong = 0, count = 0;
    for (int n = 0; n < 2000; n++) {
        snprintf(key, sizeof key, "key %d", n);
        snprintf(content, sizeof content, "the content of %d", n);
        wrong += dbm_store(db, text(key), text(content), DBM_INSERT) != 0;
    }
    for (int n = 0; n < 2000; n += 2) {
        snprintf(key, sizeof key, "key %d", n);
        wrong += dbm_delete(db, text(key)) != 0;
    }
    for (int n = 0; n < 2000; n++) {
        snprintf(key, sizeof key, "key %d", n);
        snprintf(content, sizeof content, "the content of %d", n);
        datum found = dbm_fetch(db, text(key));
        wrong += n % 2 ? !is(found, content) : found.dptr != NULL;
    }
    CHECK_INT(wrong, 0);
    static char seen[2000];
    for (datum at = dbm_firstkey(db); at.dptr != NULL; at = dbm_nextkey(db)) {
        memcpy(key, at.dptr, at.dsize);
        key[at.dsize] = '\0';
        int n = atoi(key + 4);
        wrong += seen[n] || n % 2 == 0;
        seen[n] = 1;
        count++;
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(count, 1000);
}

static void opening(const char *name) {
    CHECK_ERRNO(dbm_open("missing/base", O_RDWR | O_CREAT, 0600), NULL, ENOENT);
    CHECK_ERRNO(dbm_open("missing", O_RDWR, 0600), NULL, ENOENT);
    DBM *db = dbm_open(name, O_RDONLY, 0);
    REQUIRE(db != NULL);
    CHECK(is(dbm_fetch(db, text("key 1")), "the content of 1"));
    CHECK_ERRNO(dbm_store(db, text("key 1"), text("x"), DBM_REPLACE), -1, EPERM);
    CHECK(dbm_delete(db, text("key 1")) < 0);
    dbm_close(db);
    db = dbm_open(name, O_WRONLY, 0);
    REQUIRE(db != NULL);
    CHECK(is(dbm_fetch(db, text("key 1")), "the content of 1"));
    dbm_close(db);
    db = dbm_open(name, O_RDWR | O_TRUNC, 0);
    REQUIRE(db != NULL);
    CHECK(dbm_firstkey(db).dptr == NULL);
    dbm_close(db);
}

static void bases(void) {
    char directory[] = "/tmp/ndbm-XXXXXX";
    REQUIRE(mkdtemp(directory) != NULL && chdir(directory) == 0);
    DBM *db = dbm_open("base", O_RDWR | O_CREAT | O_EXCL, 0640);
    REQUIRE(db != NULL);
    struct stat status;
    CHECK(stat("base.pag", &status) == 0 && (status.st_mode & 0640) == (status.st_mode & 0777));
    one_pair(db);
    large_pairs(db);
    many_pairs(db);
    CHECK_INT(dbm_error(db), 0);
    dbm_clearerr(db);
    dbm_close(db);
    opening("base");
    CHECK(unlink("base.dir") == 0 && unlink("base.pag") == 0);
    CHECK(chdir("/") == 0 && rmdir(directory) == 0);
}
#else
static void bases(void) {
    CHECK(1);
}
#endif

int main(void) {
    bases();
    return test_done();
}
