/* A plugin of QEMU that counts the guest's instructions: those of a program that waits for another machine, where a clock
 * that counts (-icount) would count the waiting too. `output=PATH` gets the number when QEMU ends.
 *
 * What it needs of qemu-plugin.h is declared here: distributions do not install that header. Interface version 1. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

struct qemu_plugin_tb;
enum { INLINE_ADD_U64 = 0 };

void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, void (*translated)(uint64_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block, int operation, void *place, uint64_t value);
void qemu_plugin_register_atexit_cb(uint64_t id, void (*at_exit)(uint64_t, void *), void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);

EXPORT int qemu_plugin_version = 1;

static uint64_t executed;
static char path[4096];

static void translated(uint64_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_inline(block, INLINE_ADD_U64, &executed, qemu_plugin_tb_n_insns(block));
}

static void at_exit(uint64_t id, void *data)
{
    FILE *file = fopen(path, "w");

    (void)id, (void)data;
    if (file != NULL) {
        fprintf(file, "%llu\n", (unsigned long long)executed);
        fclose(file);
    }
}

EXPORT int qemu_plugin_install(uint64_t id, const void *about_qemu, int argc, char **argv)
{
    (void)about_qemu;
    for (int i = 0; i < argc; i++)
        if (strncmp(argv[i], "output=", 7) == 0)
            snprintf(path, sizeof path, "%s", argv[i] + 7);
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, at_exit, NULL);
    return 0;
}
