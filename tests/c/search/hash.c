/* Hash tables. */
#define _GNU_SOURCE
#include <errno.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include "test.h"

static char names[1000][8];

int main(void) {
    ENTRY entry = {NULL, NULL}, *found;
    struct hsearch_data table = {0};
    int wrong = 0;
    CHECK(hcreate(1500) != 0);
    for (int n = 0; n < 1000; n++) {
        sprintf(names[n], "k%d", n);
        entry.key = names[n];
        entry.data = names[n] + 1;
        found = hsearch(entry, ENTER);
        wrong += found == NULL || found->data != names[n] + 1;
    }
    for (int n = 0; n < 1000; n++) {
        char key[8];
        sprintf(key, "k%d", n);
        entry.key = key;
        found = hsearch(entry, FIND);
        wrong += found == NULL || found->key != names[n];
    }
    CHECK_INT(wrong, 0);
    entry.key = (char *)"k5";
    entry.data = NULL;
    found = hsearch(entry, ENTER);
    CHECK(found != NULL && found->data == names[5] + 1);
    entry.key = (char *)"none";
    CHECK_ERRNO(hsearch(entry, FIND), NULL, ESRCH);
    hdestroy();

    CHECK(hcreate_r(10, &table) != 0);
    entry.key = (char *)"a";
    entry.data = &table;
    CHECK(hsearch_r(entry, ENTER, &found, &table) != 0 && found->data == &table);
    CHECK(hsearch_r(entry, FIND, &found, &table) != 0 && found->data == &table);
    entry.key = (char *)"b";
    CHECK(hsearch_r(entry, FIND, &found, &table) == 0 && found == NULL);
    hdestroy_r(&table);
    return test_done();
}
