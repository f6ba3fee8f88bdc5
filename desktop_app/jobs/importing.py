"""Importing what runs a model, which takes a second or more: ahead of time, and by one thread at a time."""

import threading
from collections.abc import Sequence
from importlib import import_module

_importing = threading.Lock()


def import_ahead(also: Sequence[str] = ()) -> None:
    """Import what runs a model, in a thread: the first session is then shown without waiting for it.

    Args:
        also: modules that are wanted soon, too: they come last.
    """

    def work() -> None:
        import_what_runs_a_model()
        # NumPy itself imports `numpy.ma` where it is first asked for unique numbers: longer than a screen may stand.
        for module in ("numpy.ma", *also):
            import_module(module)

    # Not a daemon: Python must not end in the middle of loading a library.
    threading.Thread(target=work, name="import ahead").start()


def import_what_runs_a_model() -> None:
    """Import it, one thread at a time and always in the same order.

    Where two threads come to the same packages from different sides, Python lets one see modules that are half imported
    rather than both wait for ever: an `ImportError` "most likely due to a circular import", where there is none.
    """
    with _importing:
        import desktop_app.inference.pipeline
        import desktop_app.inference.runtime
        import desktop_app.inference.trial  # noqa: F401 - to have it
