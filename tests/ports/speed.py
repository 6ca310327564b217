"""What a shell does all day, to be timed beside Linux: loops, substitutions, pipelines, here-documents, functions."""

from cases import Case

NEEDS_COMPILER = False
SCRIPTS = {
    "loop of 100,000": 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo $i',
    "1,000 substitutions": 'i=0; while [ $i -lt 1000 ]; do x=$(true); i=$((i+1)); done; echo $i',
    "1,000 substitutions with output": 'i=0; while [ $i -lt 1000 ]; do x=$(echo a); i=$((i+1)); done; echo $i $x',
    "100 pipelines of 10": 'i=0; while [ $i -lt 100 ]; do echo a|cat|cat|cat|cat|cat|cat|cat|cat|cat >/dev/null; i=$((i+1)); done; echo $i',
    "200 programs": 'i=0; while [ $i -lt 200 ]; do expr $i + 1 >/dev/null; i=$((i+1)); done; echo $i',
    "200 here-documents": 'i=0; while [ $i -lt 200 ]; do cat <<E >/dev/null\n$i\nE\ni=$((i+1)); done; echo $i',
    "500 files": 'i=0; while [ $i -lt 500 ]; do echo $i > f$i; i=$((i+1)); done; ls | wc -l; rm -f f*; ls',
}


def source(root):
    return root / "tests/ports"


def cases(root):
    for name, script in SCRIPTS.items():
        yield Case(name, ["sh", "-c", script], {"PATH": "@PATH@"}, seconds=600)


def add_to_tree(root, tree):
    pass
