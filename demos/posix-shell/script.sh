#!/bin/sh -e
echo "script: $*"
false
echo "-e did not end the script"
