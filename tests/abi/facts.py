"""What headers promise to compiled programs, as clang sees it: values, sizes, offsets.

`collect` returns facts by name: `constant O_CREAT`, `size off_t`, `offset struct stat.st_size`.
"""

import re
import subprocess


def run(compiler, include, options, source):
    """Standard output and messages of one compilation of `source`."""
    command = [*compiler, "-std=gnu17", "-D_GNU_SOURCE", "-nostdlibinc", "-isystem", include, "-w", "-ferror-limit=0"]
    done = subprocess.run([*command, *options, "-x", "c", "-"], input=source, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def evaluate(compiler, include, prologue, expressions):
    """The values of those expressions that are integer constants, by name."""
    wanted = dict(expressions)
    while True:
        names = list(wanted)
        first = prologue.count("\n") + 1
        lines = [f"const long long fact_{at} = (long long)({wanted[name]});" for at, name in enumerate(names)]
        source = prologue + "\n".join(lines) + "\n"
        output, messages = run(compiler, include, ["-S", "-emit-llvm", "-o", "-"], source)
        wrong = {int(line) - first for line in re.findall(r"^<stdin>:(\d+):\d+: error:", messages, re.M)}
        if not wrong:
            found = re.findall(r"^@fact_(\d+) = .*constant i64 (-?\d+)", output, re.M)
            return {names[int(at)]: int(value) for at, value in found}
        wanted = {name: wanted[name] for at, name in enumerate(names) if at not in wrong}


def constants(compiler, include, prologue, text):
    """Macros and enumerators with integer values; names that are the implementation's own do not count."""
    macros, _ = run(compiler, include, ["-E", "-dM"], prologue)
    own, _ = run(compiler, include, ["-E", "-dM"], "")
    own = {line.split()[1] for line in own.splitlines()}
    names = {line.split()[1] for line in macros.splitlines() if len(line.split()) > 2} - own
    for body in re.findall(r"\benum\b\s*\w*\s*\{([^}]*)\}", text):
        names.update(part.split("=")[0].strip() for part in body.split(",") if part.strip())
    names = {name for name in names if re.fullmatch(r"[A-Za-z]\w*|_[PSCI][A-Z0-9]*_\w+", name)}
    integer = "__builtin_choose_expr(__builtin_classify_type({0}) < 5, {0}, (void)0)"
    values = evaluate(compiler, include, prologue, {name: integer.format(name) for name in sorted(names)})
    return {f"constant {name}": value for name, value in values.items()}


def sizes(compiler, include, prologue, text):
    """Sizes of the types that have a name."""
    plain = re.sub(r"\s+", " ", text)
    names = set(re.findall(r"\btypedef\b[^;{}]*?(\w+) ?(?:\[[^\]]*\])? ?;", plain))
    names.update(re.findall(r"\} ?(\w+) ?;", plain))
    names = {name for name in names if not name.startswith("_")}
    return evaluate(compiler, include, prologue, {name: f"sizeof({name})" for name in sorted(names)})


def layouts(compiler, include, prologue, types):
    """Sizes of structures and unions, and the offsets of their members."""
    # A type without a tag shows as the member of one that has a tag.
    wrapped = "".join(f"struct fact_{name} {{ {name} fact; }};\n" for name in types)
    output, _ = run(compiler, include, ["-fsyntax-only", "-Xclang", "-fdump-record-layouts-complete"], prologue + wrapped)
    facts = {}
    for block in output.split("*** Dumping AST Record Layout")[1:]:
        lines = [line.split("|", 1) for line in block.splitlines() if "|" in line]
        record, depth = lines[0][1].strip(), 3
        if record.startswith("struct fact_"):
            record, depth = record[len("struct fact_"):], 5
        elif "(" in record or record.split()[-1].startswith("_"):
            continue
        else:
            facts[f"size {record}"] = int(re.search(r"sizeof=(\d+)", block).group(1))
        for offset, rest in lines[1:]:
            member = re.fullmatch(r" {%d}(?=\S).*[ *](\w+)" % depth, rest)
            if member and offset.strip() and not member.group(1).startswith("_"):
                facts[f"offset {record}.{member.group(1)}"] = offset.strip()
    return facts


def collect(compiler, include, headers):
    prologue = "".join(f"#include <{header}>\n" for header in headers)
    _, messages = run(compiler, include, ["-fsyntax-only"], prologue)
    if messages:
        raise SystemExit(messages)
    text, _ = run(compiler, include, ["-E", "-P"], prologue)
    facts = constants(compiler, include, prologue, text)
    types = sizes(compiler, include, prologue, text)
    facts.update({f"size {name}": size for name, size in types.items()})
    facts.update(layouts(compiler, include, prologue, types))
    return {name: str(value) for name, value in facts.items()}
