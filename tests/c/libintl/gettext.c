/* Catalogues of both byte orders, with and without a hash table, in two character sets. */
#define _GNU_SOURCE
#include <libintl.h>
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>
#include "test.h"

static void without_translation(void) {
    const char *text = "untranslated";
    CHECK_STR(textdomain(NULL), "messages");
    CHECK(gettext(text) == text);
    CHECK(dgettext("nothing", text) == text);
    CHECK_STR(ngettext("one", "many", 1), "one");
    CHECK_STR(ngettext("one", "many", 0), "many");
    CHECK_STR(dcngettext("nothing", "one", "many", 2, LC_TIME), "many");
}

static void domains(void) {
    CHECK_STR(textdomain("capos"), "capos");
    CHECK_STR(textdomain(NULL), "capos");
    CHECK_STR(textdomain(""), "messages");
    CHECK(bindtextdomain("", "/x") == NULL);
    CHECK(bindtextdomain(NULL, "/x") == NULL);
    CHECK_STR(bindtextdomain("other", "/x"), "/x");
    CHECK_STR(bindtextdomain("other", NULL), "/x");
    CHECK(bind_textdomain_codeset("other", NULL) == NULL);
    CHECK_STR(bind_textdomain_codeset("other", "UTF-8"), "UTF-8");
    CHECK_STR(bind_textdomain_codeset("other", NULL), "UTF-8");
    CHECK_STR(bindtextdomain("capos", "tests/fixtures/locale"), "tests/fixtures/locale");
    CHECK_STR(textdomain("capos"), "capos");
}

static void translations(void) {
    /* The C locale has no other languages. */
    setlocale(LC_ALL, "C");
    setenv("LANGUAGE", "de", 1);
    CHECK_STR(gettext("Open"), "Open");

    CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
    errno = 7;
    CHECK_STR(gettext("Open"), "Öffnen");
    CHECK_INT(errno, 7);
    CHECK(gettext("Open") == gettext("Open"));
    CHECK_STR(gettext("state\004Open"), "Offen");
    CHECK_STR(gettext("Close"), "Close");
    CHECK_STR(dgettext("capos", "euro"), "20 €");
    CHECK_STR(dcgettext("capos", "Open", LC_MESSAGES), "Öffnen");
    CHECK_STR(dcgettext("capos", "Open", LC_TIME), "Open");
    CHECK_STR(dgettext("nothing", "Open"), "Open");
    CHECK_STR(ngettext("%d file", "%d files", 1), "%d Datei");
    CHECK_STR(ngettext("%d file", "%d files", 0), "%d Dateien");
    CHECK_STR(dngettext("capos", "%d file", "%d files", 5), "%d Dateien");
    /* Texts that depend on the system. */
    CHECK_STR(gettext("%" PRId64 " bytes of %" PRIuMAX), "von %2$" PRIuMAX " Bytes %1$" PRId64);
    CHECK_STR(ngettext("%" PRIu32 " row", "%" PRIu32 " rows", 1), "%" PRIu32 " Zeile");
    CHECK_STR(ngettext("%" PRIu32 " row", "%" PRIu32 " rows", 2), "%" PRIu32 " Zeilen");

    /* The file is in ISO 8859-2, the locale in UTF-8; the catalogue is big-endian and has no hash table. */
    setenv("LANGUAGE", "pl_PL.UTF-8", 1);
    textdomain("capos");
    CHECK_STR(gettext("Open"), "Otwórz");
    CHECK(gettext("Open") == gettext("Open"));
    CHECK_STR(ngettext("%d file", "%d files", 1), "%d plik");
    CHECK_STR(ngettext("%d file", "%d files", 22), "%d pliki");
    CHECK_STR(ngettext("%d file", "%d files", 12), "%d plików");

    /* What the first language lacks, the second may have. */
    setenv("LANGUAGE", "xx:pl:de", 1);
    textdomain("capos");
    CHECK_STR(gettext("Open"), "Otwórz");
    CHECK_STR(gettext("euro"), "20 €");
    setenv("LANGUAGE", "xx:C:de", 1);
    textdomain("capos");
    CHECK_STR(gettext("Open"), "Open");
}

static void codesets(void) {
    setenv("LANGUAGE", "de", 1);
    CHECK_STR(bind_textdomain_codeset("capos", "ISO-8859-1"), "ISO-8859-1");
    CHECK_STR(gettext("Open"), "\326ffnen");
    CHECK_STR(gettext("euro"), "20 EUR");
    CHECK_STR(bind_textdomain_codeset("capos", "UTF-8"), "UTF-8");
    CHECK_STR(gettext("Open"), "Öffnen");
}

#ifndef __GLIBC__
static void locales(void) {
    locale_t c = newlocale(LC_ALL_MASK, "C", NULL), utf8 = newlocale(LC_ALL_MASK, "C.UTF-8", NULL);
    CHECK_STR(gettext_l("Open", utf8), "Öffnen");
    CHECK_STR(gettext_l("Open", c), "Open");
    CHECK_STR(dgettext_l("capos", "Open", utf8), "Öffnen");
    CHECK_STR(dcgettext_l("capos", "Open", LC_MESSAGES, utf8), "Öffnen");
    CHECK_STR(ngettext_l("%d file", "%d files", 2, utf8), "%d Dateien");
    CHECK_STR(ngettext_l("%d file", "%d files", 2, c), "%d files");
    CHECK_STR(dngettext_l("capos", "%d file", "%d files", 1, utf8), "%d Datei");
    CHECK_STR(dcngettext_l("capos", "%d file", "%d files", 1, LC_TIME, utf8), "%d file");
    freelocale(c);
    freelocale(utf8);
}
#endif

int main(void) {
    unsetenv("LANGUAGE");
    without_translation();
    domains();
    translations();
    codesets();
#ifndef __GLIBC__
    locales();
#endif
    return test_done();
}
