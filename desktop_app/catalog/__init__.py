"""The photos, suggestions, labels and the session file that holds them. No Qt, no ONNX Runtime, no Pillow.

Where to find what:

- `session`: `Session` (create, open, rows, labels, …) and `RecordedOutcomes`; `errors`: what it raises, in plain words
- `rows`: `PhotoRow`, `PhotoState`, `RowSuggestion`: what gallery, filters and exports work with
- `labels`, `suggestions`, `photos`: the plain values; `history`: `LabelChange` (undo) and `HistoryEntry` (audit)
- `scan.find_photos`: the photos in dropped files and folders; `breeds.BreedBook`: the search over all breeds
- `recent`: which session to go on with at the next start; `lock.is_in_use`: whether a session is open somewhere
- below the session: `opening` (checks before the first write), `schema` (tables, migrations), `photo_table`,
  `suggestion_table`, `label_table`, `stored_paths`

A session belongs to one thread at a time; each thread opens its own, or is handed one and calls `take_over()`.
The row that a person sees changes only after the session has said that it is on disk.
"""
