"""From a trained network to a checked model pack, through tf2onnx."""
