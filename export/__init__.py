"""From a trained network to a checked model pack, through tf2onnx."""

from desktop_app.no_telemetry import switch_off

# tf2onnx imports ONNX Runtime by itself, for some graphs.
switch_off()
