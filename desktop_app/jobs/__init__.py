"""Background work with progress and cancel. QtCore only: pictures travel as raw RGB.

- `dispatcher`: what the one-shot jobs have in common: ids, cancel, faults instead of exceptions, a clean end
- `opening.OpenSessionJob`: a session file → an open session and the store of its photos; then which files are missing
- `checking.CheckJob`: what opening leaves out is read once the photos are shown
- `scanning.ScanJob`: dropped files and folders → photos in the session → their rows, in chunks
- `writing.ChangeWriter`: what people change, in the order in which they did it; the only one that changes labels
- `labelling.LabellingJob`: photos → suggestions in the session → their rows; pause, cancel, what is looked at first
- `pictures.PictureLoader`: pictures of any size for gallery and side panel, most wanted first
- `explaining.ExplainJob`: which parts of a photo spoke for a breed
- `reading_history.HistoryJob`: what was done in a session
- `exporting`: any function that writes a file; exports, with progress, and what they would do

Every job object lives in the interface thread; its signals arrive there. Whoever owns one calls `close()` before
letting go of it: that stops the work within two seconds (what waits in the writer is written first) and after it no
signal comes.
"""
