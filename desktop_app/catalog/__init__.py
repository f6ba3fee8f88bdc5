"""The photos, suggestions, labels and the session file that holds them. No Qt, no ONNX Runtime, no Pillow.

Where to find what:

- `session`: `Session` (create, open, apply, take_back, …) and `RecordedOutcomes`; `errors`: its faults
- `changes`: what a person can do and take back, one file a kind; `applying`: how that gets into the file, `Applied`;
  `history`: what was done, `HistoryEntry`
- `rows`: `PhotoRow`, `PhotoState`, `RowSuggestion`: one photo; `columns`: `PhotoColumns`: all of them as arrays
- `values`: labels, suggestions, photos, how paths are stored
- `scan.find_photos`: the photos in dropped files and folders
- `recent`: which session to go on with at the next start; `lock.is_in_use`: whether a session is open somewhere
- below the session: `opening` (checks before the first write, migration on a copy), `schema` and `version_4` (tables,
  migrations), `tables` (one module a table)

A session belongs to one thread at a time; each thread opens its own, or is handed one and calls `take_over()`.
The row that a person sees changes only after the session has said that it is on disk.
"""
