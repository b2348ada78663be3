#!/usr/bin/env bash
# Turn an issue made with the form "Add a quote" into a proposal: a folder with either `problems.md`,
# a reply to the issue, or `body.md` and the changed files of `content/`.
set -euo pipefail
folder=$1
mkdir -p "$folder"

status=0
.venv/bin/factsheet issue "$GITHUB_EVENT_PATH" > "$folder/problems.md" || status=$?
# 1 means that answers cannot be used; anything else but 0 is a failure of our own.
if [ "$status" -eq 1 ] && [ -s "$folder/problems.md" ]; then
    exit 0
fi
[ "$status" -eq 0 ] || exit "$status"
rm "$folder/problems.md"

make build
.venv/bin/factsheet diff HEAD --format markdown > "$folder/body.md"
git ls-files -z --modified --others --exclude-standard -- content |
    xargs -0 tar -cf - | tar -xf - -C "$folder"
