"""The pack in 32 bits, for comparing: the same file, with nothing rounded to 8."""

import subprocess
import sys

SCRIPT = """
import numpy as np
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.providers import start_session
from trials.arm64.in_32_bits import in_32_bits

graph = bundled_packs()[0] / "model.onnx"
photo = np.random.default_rng(0).integers(0, 256, size=(1, 260, 260, 3)).astype(np.uint8)
usual = start_session(graph, "cpu", 1).session.run(["logits"], {"photo": photo})[0]
in_32_bits()
other = start_session(graph, "cpu", 1).session.run(["logits"], {"photo": photo})[0]
print(float(np.abs(usual - other).max()))
"""


def test_sessions_made_afterwards_are_in_32_bits() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=120)
    assert 0.001 < float(done.stdout) < 3
