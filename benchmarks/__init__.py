"""Figures: speed, memory, stalls, accuracy."""

from desktop_app.no_telemetry import switch_off

# Should a library import ONNX Runtime by itself.
switch_off()
