//! The first instructions: the PVH entry in 32-bit protected mode, and the way up to Rust in the higher half.
//!
//! The loader jumps to the physical address in the ELF note with EBX = address of the start info, paging off.
//! The code runs at its physical address until it has mapped itself at `layout::IMAGE`. The page tables are
//! constants of the image: the first GiB, at 0, at `LINEAR` and at `IMAGE`, in 2 MiB pages.

use core::arch::global_asm;

global_asm!(
    r#"
    .set IMAGE, 0xffffffff80000000
    .set CR4_PAE_PGE, (1 << 5) | (1 << 7)
    .set EFER, 0xc0000080
    .set EFER_LME_NXE, (1 << 8) | (1 << 11)
    .set CR0_PE_MP_NE_WP_PG, (1 << 0) | (1 << 1) | (1 << 5) | (1 << 16) | (1 << 31)

    .section .note.pvh, "a", @note
    .balign 4
    .long 4                       // length of the name
    .long 8                       // length of the value
    .long 18                      // XEN_ELFNOTE_PHYS32_ENTRY
    .asciz "Xen"
    .quad pvh_entry - IMAGE

    .section .text.boot, "ax", @progbits
    .code32
    .global pvh_entry
pvh_entry:
    cld
    movl $(boot_stack_top - IMAGE), %esp
    movl $CR4_PAE_PGE, %eax
    movl %eax, %cr4
    movl $(boot_pml4 - IMAGE), %eax
    movl %eax, %cr3
    movl $EFER, %ecx
    xorl %edx, %edx
    movl $EFER_LME_NXE, %eax
    wrmsr
    movl $CR0_PE_MP_NE_WP_PG, %eax
    movl %eax, %cr0
    lgdtl boot_gdt_pointer - IMAGE
    pushl $8
    pushl $(1f - IMAGE)
    lretl

    .code64
1:  movabsq $2f, %rax
    jmpq *%rax
2:  xorl %eax, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %ss
    movl %eax, %fs
    movl %eax, %gs
    movq $boot_stack_top, %rsp
    movl %ebx, %edi
    // A zero return address and frame pointer end every backtrace.
    xorl %ebp, %ebp
    pushq %rbp
    jmp {start}

    .section .rodata.boot, "a", @progbits
    .balign 8
boot_gdt:
    .quad 0
    .quad 0x00af9b000000ffff      // 64-bit code
boot_gdt_pointer:
    .word 15
    .long boot_gdt - IMAGE

    // The CPU writes accessed bits into these tables.
    .section .data.boot, "aw", @progbits
    .balign 4096
boot_pml4:
    .quad boot_pdpt_low - IMAGE + 3
    .fill 255, 8, 0
    .quad boot_pdpt_low - IMAGE + 3
    .fill 254, 8, 0
    .quad boot_pdpt_high - IMAGE + 3
boot_pdpt_low:
    .quad boot_pd - IMAGE + 3
    .fill 511, 8, 0
boot_pdpt_high:
    .fill 510, 8, 0
    .quad boot_pd - IMAGE + 3
    .quad 0
boot_pd:
    .set page, 0
    .rept 512
    .quad page + 0x83
    .set page, page + 0x200000
    .endr

    .section .bss.stack, "aw", @nobits
    .balign 4096
    .global boot_stack_guard
boot_stack_guard:
    .skip 4096
    .skip {STACK_SIZE}
    .global boot_stack_top
boot_stack_top:
"#,
    start = sym super::start::start,
    STACK_SIZE = const crate::x86_64::stack::STACK_SIZE,
    options(att_syntax)
);
