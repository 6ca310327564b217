#!/bin/sh
# What a process holds, and programs that hold less.
echo secret > /home/secret
echo notes > /tmp/notes
caps
echo "-- reading only"
with --ro /home sh -c '
	read -r line < secret && echo "reads: $line"
	echo changed > secret || echo "does not write"
	read -r line < /tmp/notes || echo "does not see /tmp"
	read -r line < ../tmp/notes || echo "not by .. either"
'
echo "-- one directory to write in"
with --ro /bin --rw /tmp sh -c '
	caps | while read -r line; do echo "holds: $line"; done
	echo more >> /tmp/notes && echo "writes in /tmp"
	read -r line < secret || echo "did not keep the directory that it was started in"
	echo x > /new || echo "makes nothing at the root"
	with --rw /home caps || echo "gets nothing back: $?"
'
echo "-- deep"
with --ro /share/deep/directory sh -c '
	read -r line < /share/deep/directory/file && echo "reads: $line"
	read -r line < /share/authority.sh || echo "does not see what is beside it"
'
echo "-- a script, and without a capability"
with --drop entropy /share/script.sh from with || echo "script ended with $?"
left=$(with --drop EntropySource --drop timer caps | while read -r name _; do
	case $name in entropy | timer) echo "$name" ;; esac
done)
echo "left of what was dropped: ${left:-nothing}"
echo "-- two trees"
trees() {
	count=0
	"$@" caps | {
		while read -r name interface _; do
			case $interface in Namespace) count=$((count + 1)) names="$names $name" ;; esac
		done
		echo "$count:$names"
	}
}
echo "held: $(trees with)"
echo "with a part of one: $(trees with --ro /home)"
echo "without the other: $(trees with --drop shared)"
echo "-- without copies of itself"
with --no-fork sh /share/no-fork.sh; echo "status $?"
echo "-- misuse"
with; echo "status $?"
with --ro; echo "status $?"
with --colour caps; echo "status $?"
with --ro /nowhere caps; echo "status $?"
with --ro /home/secret caps; echo "status $?"
with no-such-program; echo "status $?"
with --ro /bin --no-net --no-fork -- sh -c "echo done"
