"""Background work with progress and cancel. QtCore only: pictures travel as raw RGB.

- `dispatcher`: what the one-shot jobs have in common: ids, cancel, plain words for errors, a clean end
- `scan.ScanJob`: dropped files and folders → photos in the session → their rows, in chunks
- `labelling.LabellingJob`: photos → suggestions in the session → their rows; pause, cancel, what is looked at first
- `thumbnails.PictureLoader`: pictures of any size for gallery and side panel, most wanted first
- `opening.OpenSessionJob`: a session file → an open session and its rows; then which files are missing
- `checking.CheckJob`: what opening left out of the check, read later
- `exporting.ExportJob`: any function that writes a file

Every job object lives in the interface thread; its signals arrive there. Whoever owns one calls `close()` before
letting go of it: that stops the work within two seconds and after it no signal comes.
"""
