"""Whether what writes files leaves them old or new, and nothing else.

`python -m benchmarks.robustness kills`, `… disks`, `… trees` and `… flips` take long; `--help`
lists their options. Small ones of each are in `tests/project/test_robustness.py`.
"""
