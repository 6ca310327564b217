#!/bin/sh
# What a shell can do that may start programs but not copy itself (`with --no-fork`). Its subshells are records: they change
# what is theirs and run programs, and the shell's own memory is put back.
mark=outside
(mark=inside; exit 3)
echo "a subshell ended with $?, and the mark is $mark"
(cd /share/deep && exec sh -c 'read -r line < directory/file && echo "elsewhere: $line"')
[ "$PWD" = /home ] && echo "the shell stayed where it was"
caps | sh -c 'while read -r name _; do case $name in spawner | forker) echo "piped: $name" ;; esac; done'
sh -c 'read -r line; echo "here: $line"' << END
a document
END
sh -c 'exit 5' &
wait $!
echo "a job ended with $?"
count=0
while [ $count -lt 50 ]; do
	(count=$((count + 100)))
	count=$((count + 1))
done
echo "$count subshells"
echo "a copy that speaks for itself is refused:"
(echo "from a copy")
echo "never here"
