"""Odd, broken and hostile files: one row each, under 1 GB of memory, under 60 seconds.

Usage: python -m benchmarks.decoder_files [--data FOLDER]
"""

import argparse
from pathlib import Path

from benchmarks.labelling import label
from benchmarks.photos import DEFAULT_DATA


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    folder = parser.parse_args().data / "decoder_files"
    run = label(folder)
    files = sum(1 for file in folder.rglob("*") if file.is_file())
    print(f"rows      {run.photos} of {files} files; exit code {run.exit_code}")
    print(f"traceback {'yes' if 'Traceback' in run.words else 'none'}")
    print(f"memory    {run.peak_megabytes:.0f} MB at most (asked for: under 1000)")
    print(f"time      {run.wall_seconds:.1f} s (asked for: under 60)")
    print(run.words)


if __name__ == "__main__":
    main()
