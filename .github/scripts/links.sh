#!/usr/bin/env bash
# Look at the sources' addresses that are due, and write what was seen into a folder: `seen.txt`, and
# the file of `content/` that has changed, if one has.
set -euo pipefail
folder=$1
mkdir -p "$folder"

status=0
# Not into the log, where a runner would take some lines for commands: pages of others have words in it.
.venv/bin/factsheet links --due 30d --limit 100 > "$folder/seen.txt" || status=$?
# 1 means that something has moved, changed or died, which the pull request says.
[ "$status" -le 1 ] || exit "$status"
file=content/checks/links.jsonl
if [ -n "$(git status --porcelain -- "$file")" ]; then
    mkdir -p "$folder/content/checks"
    cp "$file" "$folder/$file"
fi
