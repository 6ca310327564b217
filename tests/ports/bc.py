"""bc's own tests (Test/), its examples, and the arithmetic of its issues: every file run with the library."""

import shutil

from cases import Case

# Those that only measure time (timetest says so) are the longest; they print what they compute.
SECONDS = 300


def cases(root):
    source = root / "vendor/bc/src"
    scripts = sorted([*source.glob("Test/*.b"), source / "Test/signum", source / "Test/BUG.bc", *source.glob("Examples/*.b")])
    for script in scripts:
        name = str(script.relative_to(source))
        yield Case(name, ["bc", "-l", f"@SOURCE@/{name}"], {"PATH": "@PATH@"}, seconds=SECONDS, input=INPUT.get(name, b""))
    for name, (program, text) in TYPED.items():
        yield Case(f"typed/{name}", program, {"PATH": "@PATH@", "BC_LINE_LENGTH": "0"}, input=text.encode())


# What a person would answer.
INPUT = {
    "Examples/pi.b": b"pi(60)\n",
    "Examples/primes.b": b"100\n",
    "Examples/twins.b": b"200\n",
    "Examples/ckbook.b": b"100\n1\n12.50\n2\n25\n0\n",
    "Test/checklib.b": b"l(2)\n",
    "Test/testfn.b": b"",
}
TYPED = {
    "power": (["bc"], "2^4096\nscale=200\nsqrt(2)\n1/7\n2^-10\n"),
    "bases": (["bc"], "obase=16\n255\n2^70\nibase=2\n1011\nobase=1010\nibase=1010\n10\n"),
    "library": (["bc", "-l"], "scale=80\n4*a(1)\ne(1)\nl(10)\ns(1)\nc(1)\nj(0,1)\n"),
    "functions": (["bc"], "define f(x) {\nif (x<=1) return (1)\nreturn (f(x-1)*x)\n}\nfor (i=0;i<60;i+=7) f(i)\n"),
    "strings": (["bc"], 'print "one\\n", 2, "\\n"\n"three\n"\nauto\n1+\nx=3;x++\nx\nlast*2\nlength(12345)\nscale(1.234)\n'),
    "standard": (["bc", "-s"], "print 1\nx=read()\n3\n"),
    "dc": (["dc"], "200 k 2 v p 16 o 255 p 10 o [la d 1 + sa p la 10 >b] sb 0 sa lb x f\n"),
    "dc-errors": (["dc"], "+ p\n1 0 / p\n0 v p\n_1 v p\n1 2 3 f R f r f\nz p\n[q] x\n"),
}

NEEDS_COMPILER = False


def source(root):
    return root / "vendor/bc/src"


def add_to_tree(root, tree):
    for folder in ["Test", "Examples"]:
        shutil.copytree(source(root) / folder, tree / "ports/source" / folder)
