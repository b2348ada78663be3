#!/usr/bin/env bash
# Makes a proposal of an issue that the form "Add a quote" wrote. The folder holds, in the end,
# either `problems.md`, the reply to the issue, or `body.md` and the changed files of `content/`.
set -euo pipefail
folder=$1
mkdir -p "$folder"

if ! .venv/bin/factsheet issue "$GITHUB_EVENT_PATH" > "$folder/problems.md"; then
    # Exit code 1: something in the answers; anything else is a fault of ours.
    [ "$?" -ne 1 ] || exit 0
    exit 1
fi
