/* dl_iterate_phdr: this program's segments hold its code, its data and its thread-local variables. */
#define _GNU_SOURCE
#include <elf.h>
#include <link.h>
#include <stdint.h>
#include <string.h>
#include "test.h"

static __thread int variable = 4711;
static int data = 1;
static int objects, with_code, with_data, with_variable;

static int contains(const struct dl_phdr_info *object, const ElfW(Phdr) *segment, const void *address)
{
    uintptr_t start = object->dlpi_addr + segment->p_vaddr;

    return (uintptr_t)address >= start && (uintptr_t)address < start + segment->p_memsz;
}

static int look(struct dl_phdr_info *object, size_t size, void *argument)
{
    CHECK(size >= sizeof *object);
    CHECK(argument == &data);
    CHECK(object->dlpi_name != NULL && object->dlpi_adds >= 1);
    objects++;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];

        if (segment->p_type == PT_LOAD) {
            with_code += segment->p_flags & PF_X && contains(object, segment, (void *)(uintptr_t)look);
            with_data += segment->p_flags & PF_W && contains(object, segment, &data);
        }
        if (segment->p_type == PT_TLS && object->dlpi_tls_data) {
            CHECK(object->dlpi_tls_modid > 0);
            uintptr_t start = (uintptr_t)object->dlpi_tls_data;
            with_variable += (uintptr_t)&variable >= start && (uintptr_t)&variable < start + segment->p_memsz;
        }
    }
    return 0;
}

static int stop(struct dl_phdr_info *object, size_t size, void *count)
{
    (void)object, (void)size;
    return ++*(int *)count;
}

int main(void)
{
    int count = 6;

    CHECK_INT(variable, 4711);
    CHECK_INT(dl_iterate_phdr(look, &data), 0);
    CHECK(objects >= 1);
    CHECK_INT(with_code, 1);
    CHECK_INT(with_data, 1);
    CHECK_INT(with_variable, 1);
    CHECK_INT(dl_iterate_phdr(stop, &count), 7);
    CHECK_INT(count, 7);
    CHECK_INT(memcmp(ELFMAG, "\177ELF", SELFMAG), 0);
    CHECK_INT(sizeof(Elf64_Ehdr), 64);
    CHECK_INT(sizeof(Elf64_Phdr), 56);
    CHECK_INT(sizeof(Elf64_Shdr), 64);
    CHECK_INT(sizeof(Elf64_Sym), 24);
    CHECK_INT(sizeof(Elf64_Rela), 24);
    CHECK_INT(sizeof(Elf64_Dyn), 16);
    return test_done();
}
