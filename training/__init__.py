"""Training of model packs with Keras."""

from desktop_app.no_telemetry import switch_off

# Should a library of this side import ONNX Runtime by itself.
switch_off()
