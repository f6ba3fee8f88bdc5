"""The disk image's window: the app on the left, the folder Applications on the right. Read by dmgbuild."""

from pathlib import Path

# dmgbuild runs this file with what -D gave it.
_app = Path(globals()["defines"]["app"])
format = "ULFO"  # noqa: A001 - dmgbuild's name; LZFSE, which every macOS that we support can read
filesystem = "APFS"
files = [str(_app)]
symlinks = {"Applications": "/Applications"}
icon = str(_app / "Contents" / "Resources" / "pawsort.icns")
icon_locations = {_app.name: (150, 180), "Applications": (450, 180)}
background = "builtin-arrow"
window_rect = ((200, 200), (600, 380))
default_view = "icon-view"
icon_size = 112
text_size = 13
