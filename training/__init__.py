"""Training of model packs with Keras."""

import socket

from desktop_app.no_telemetry import switch_off

# Should a library of this side import ONNX Runtime by itself.
switch_off()
# urllib3, which TensorFlow imports, would open a socket to learn whether there is IPv6 (decision 0012).
socket.has_ipv6 = False
