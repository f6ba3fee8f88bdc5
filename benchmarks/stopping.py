"""How long `pawsort label` takes to end after Ctrl-C: under two seconds are asked for.

Usage: python -m benchmarks.stopping [--rounds 5] [--data FOLDER]
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.photos import DEFAULT_DATA, many_photos

PHOTOS = 5_000
WORKS_FOR = 2.0


def seconds_to_stop(folder: Path, home: Path) -> tuple[float, int]:
    """Let it work for a while, interrupt it; seconds until it ended, and photos that it kept."""
    table = home / "labels.csv"
    command = [sys.executable, "-m", "desktop_app", "label", str(folder), "--out", str(table), "--overwrite"]
    environment = os.environ | {"PAWSORT_HOME": str(home)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stderr is not None
        process.stderr.readline()  # the network is loaded
        time.sleep(WORKS_FOR)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate()
        seconds = time.monotonic() - began
    assert process.returncode == 130, process.returncode
    with table.open(encoding="utf-8") as rows:
        return seconds, sum(1 for _ in rows) - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    originals = sorted((options.data / "phone_photos").glob("*.jpg"))
    with many_photos(originals, PHOTOS) as folder, tempfile.TemporaryDirectory() as home:
        stops = [seconds_to_stop(folder, Path(home)) for _ in range(options.rounds)]
    for seconds, photos in stops:
        print(f"stopped after {seconds:.2f} s, {photos} photos kept")
    print(f"longest {max(seconds for seconds, _ in stops):.2f} s (asked for: under 2)")


if __name__ == "__main__":
    main()
