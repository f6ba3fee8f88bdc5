"""The photos, suggestions, labels and the session file that holds them. No Qt, no ONNX Runtime, no Pillow."""
