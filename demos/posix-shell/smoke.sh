#!/bin/sh
# What a shell needs of its system: copies of itself, programs, pipes, redirections, signals, and waiting for it all.
set -u
echo "words: $((6 * 7)) $(echo nested $(echo deep))"
for number in 1 2 3; do echo $number; done | while read -r line; do echo "piped $line"; done
(exit 3)
echo "subshell $?"
while read -r line; do echo "$line"; done > written <<END
a here-document of $0
END
while read -r line; do echo "read: $line"; done < written
echo appended >> written
wc_lines() { count=0; while read -r _; do count=$((count + 1)); done; echo $count; }
echo "lines: $(wc_lines < written)"
/bin/sh -c 'echo "a program with $# arguments: $*"; exit 7' name one 'two words'
echo "program $?"
/share/script.sh from a script || echo "script ended with $?"
(while :; do :; done) &
loop=$!
kill -TERM $loop
wait $loop
echo "killed: $?"
trap 'echo "trapped USR1"' USR1
kill -USR1 $$
{ echo to stdout; echo to stderr >&2; } 2>&1 | { read -r first; read -r second; echo "$second, $first"; }
exec 3> third && echo through 3 >&3 && exec 3>&- && read -r line < third && echo "descriptor: $line"
/bin/none 2> error || echo "missing: $?"
true | false
echo "pipeline: $?"
set -e
echo done
