"""Workbooks of Excel (.xlsx) as text, read by calamine in a process of its own: a damaged one ends that, never Pawsort.

`apart` is what `tables` asks, `reader` is what runs in the process, `messages` is what the two say to each other. Why,
and what it costs: docs/decisions/0029-spreadsheets.md.
"""

# What starts a reader in the frozen app, whose program is not Python.
READER_ARGUMENT = "--read-workbook"
