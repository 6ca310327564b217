/* Epilogue object of the link, empty: destructors run from .fini_array, there is no _fini. */
    .section .note.GNU-stack, "", @progbits
