"""The scripts of `packaging/` are not a package: they run from their folder, and so do their tests."""

import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
TOOLS = PACKAGING.parent / "tools"

for folder in (PACKAGING, TOOLS):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
