#!/usr/bin/env bash
# Write into a folder what a pull request changes and what is wrong with it: `body.md`, for the
# comment and the run's summary, and `number`, the number of the pull request.
set -euo pipefail
folder=$1
mkdir -p "$folder"
printf '%s\n' "$NUMBER" > "$folder/number"

{
    if ! faults=$(.venv/bin/factsheet check --changed-since "$BASE"); then
        printf '## What is wrong\n\n'
        # Markdown shows indented text as it is.
        sed 's/^/    /' <<< "$faults"
        printf '\n'
    fi
    printf '## What this changes\n\n'
    # 1: something published changed in silence, which the check above has reported.
    .venv/bin/factsheet diff "$BASE" --format markdown || test $? = 1
} > "$folder/body.md"

cat "$folder/body.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
