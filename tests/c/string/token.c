/* Tokens. */
#define _GNU_SOURCE
#include <string.h>

#include "../test.h"

int main(void) {
    char text[] = ";;a;bc,;d";
    CHECK_STR(strtok(text, ";,"), "a");
    CHECK_STR(strtok(NULL, ";,"), "bc");
    CHECK_STR(strtok(NULL, ";,"), "d");
    CHECK(strtok(NULL, ";,") == NULL);
    CHECK(strtok(NULL, ";,") == NULL);

    char changing[] = "a b:c d";
    CHECK_STR(strtok(changing, " "), "a");
    CHECK_STR(strtok(NULL, ":"), "b");
    CHECK_STR(strtok(NULL, ""), "c d");

    char nothing[] = ";;;";
    CHECK(strtok(nothing, ";") == NULL);
    CHECK(strtok(NULL, ";") == NULL);

    char outer[] = "1-2 3-4", *state = NULL, *inner_state = NULL;
    char *word = strtok_r(outer, " ", &state);
    CHECK_STR(strtok_r(word, "-", &inner_state), "1");
    CHECK_STR(strtok_r(NULL, "-", &inner_state), "2");
    CHECK(strtok_r(NULL, "-", &inner_state) == NULL);
    word = strtok_r(NULL, " ", &state);
    CHECK_STR(strtok_r(word, "-", &inner_state), "3");
    CHECK_STR(strtok_r(NULL, "-", &inner_state), "4");
    CHECK(strtok_r(NULL, " ", &state) == NULL);

    char fields[] = "a::b", *rest = fields;
    CHECK_STR(strsep(&rest, ":"), "a");
    CHECK_STR(strsep(&rest, ":"), "");
    CHECK_STR(strsep(&rest, ":"), "b");
    CHECK(rest == NULL);
    CHECK(strsep(&rest, ":") == NULL);
    return test_done();
}
