"""Waiting for what comes by itself, as long as a loaded machine may take."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

# Nothing is slower for it: who waits goes on as soon as it has come. What never comes fails a little later.
PATIENCE_MS = 20_000
PATIENCE_SECONDS = PATIENCE_MS / 1000


class PatientBot(QtBot):
    """A `QtBot` that never gives up before `PATIENCE_MS`: how fast something is, no limit of a wait shows."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - pytest-qt's own
        """Wait until it is so."""
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **options: Any) -> SignalBlocker:  # noqa: N802 - pytest-qt's own
        """Wait for a signal, when the block is left."""
        return super().waitSignal(signal, timeout=max(timeout, PATIENCE_MS), **options)

    def waitSignals(self, signals: list[Any], *, timeout: int = PATIENCE_MS, **options: Any) -> MultiSignalBlocker:  # noqa: N802 - pytest-qt's own
        """Wait for all of these signals, when the block is left."""
        return super().waitSignals(signals, timeout=max(timeout, PATIENCE_MS), **options)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802 - pytest-qt's own
        """Wait until a window is shown, when the block is left."""
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE_MS))
