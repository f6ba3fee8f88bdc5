"""Makes the golden files anew: `python -m tests.golden [FORMAT …]`; what they became, `git diff` shows.

All formats where none is named. Golden files of formats that there are no more go.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from unittest import mock

from desktop_app.exports.formats import all_formats
from tests.golden import session
from tests.golden.variants import variants_of
from tests.golden.writing import EXPECTED, make


def main(asked: list[str]) -> int:
    """Make them; returns the exit code."""
    formats = all_formats()
    if unknown := [each for each in asked if each not in formats]:
        sys.stderr.write(f"no format is called {', '.join(unknown)}; there are {', '.join(formats)}\n")
        return 2
    if not asked:
        shutil.rmtree(EXPECTED, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {"PAWSORT_HOME": folder}):
        original = session.make(Path(folder) / "original")
        for format_id in asked or formats:
            shutil.rmtree(EXPECTED / format_id, ignore_errors=True)
            for number, variant in enumerate(variants_of(formats[format_id])):
                place = Path(folder) / f"{format_id} {number}"
                made = make(original.copied_to(place / "golden"), formats[format_id], variant, place)
                for name, content in made.items():
                    file = EXPECTED / format_id / variant.name / name
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content)
                sys.stdout.write(f"{format_id}: {variant.name}: {len(made)} files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
