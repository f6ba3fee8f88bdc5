"""ONNX Runtime, in the only module that imports it: with its telemetry off before its first line runs.

    from desktop_app.inference.runtime import onnxruntime

That nobody else imports it is shown in tests/unit/test_no_telemetry.py.
"""

import importlib
from typing import Any

from desktop_app.no_telemetry import switch_off

switch_off()

import onnxruntime  # noqa: E402 - only now: it starts its telemetry while it is imported

__all__ = ["onnxruntime", "submodule"]

# The builds for Windows do not know the variable; they hand events to the system until they are told so.
onnxruntime.disable_telemetry_events()


def submodule(name: str) -> Any:
    """A module inside ONNX Runtime that importing it does not load, such as "quantization".

    Raises:
        ImportError: it is not there, or a package that it needs is not.
    """
    return importlib.import_module(f"onnxruntime.{name}")
