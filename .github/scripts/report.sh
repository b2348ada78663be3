#!/usr/bin/env bash
# Writes into a folder what a pull request changes and what is wrong with it: `body.md` for the
# comment and the run's summary, and `number`, the pull request that it belongs to.
set -euo pipefail
folder=$1
mkdir -p "$folder"
printf '%s\n' "$NUMBER" > "$folder/number"

{
    if ! faults=$(.venv/bin/factsheet check --changed-since "$BASE"); then
        printf '## What is wrong\n\n'
        # Indented text is shown as it is, whatever it holds.
        sed 's/^/    /' <<< "$faults"
        printf '\n'
    fi
    printf '## What this changes\n\n'
    .venv/bin/factsheet diff "$BASE" --format markdown
} > "$folder/body.md"

cat "$folder/body.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
