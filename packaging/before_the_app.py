"""What the frozen app runs before anything else, PyInstaller's own start-up included."""

import _signal  # type: ignore[import-not-found]

from desktop_app.no_telemetry import switch_off

# Until `desktop_app.stopping` listens, Ctrl-C ends the program without Python's traceback.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

switch_off()
