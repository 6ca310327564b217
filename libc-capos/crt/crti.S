/* Prologue object of the link, empty: constructors run from .init_array, there is no _init. */
    .section .note.GNU-stack, "", @progbits
