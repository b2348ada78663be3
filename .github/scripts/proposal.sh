#!/usr/bin/env bash
# Makes a proposal of an issue that the form "Add a quote" wrote. In the end the folder holds either
# `problems.md`, a reply to the issue, or `body.md` and the files of `content/` that changed.
set -euo pipefail
folder=$1
mkdir -p "$folder"

status=0
.venv/bin/factsheet issue "$GITHUB_EVENT_PATH" > "$folder/problems.md" || status=$?
# 1 is a fault in the answers, and says which; anything else but 0 is a fault of ours.
if [ "$status" -eq 1 ] && [ -s "$folder/problems.md" ]; then
    exit 0
fi
[ "$status" -eq 0 ] || exit "$status"
rm "$folder/problems.md"

make build
.venv/bin/factsheet diff HEAD --format markdown > "$folder/body.md"
git ls-files -z --modified --others --exclude-standard -- content |
    xargs -0 tar -cf - | tar -xf - -C "$folder"
