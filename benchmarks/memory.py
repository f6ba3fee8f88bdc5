"""Memory of `pawsort label` for 10,000 photos and for 1,000: at most 1.2 times as much, and at most 600 MB.

Usage: python -m benchmarks.memory [--data FOLDER]
"""

import argparse
from pathlib import Path

from benchmarks.labelling import label
from benchmarks.photos import DEFAULT_DATA, many_photos

FEW, MANY = 1_000, 10_000
MOST_TIMES, MOST_MEGABYTES = 1.2, 600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    options = parser.parse_args()
    originals = sorted((options.data / "phone_photos").glob("*.jpg"))
    peaks = []
    for count in (options.few, options.many):
        with many_photos(originals, count) as folder:
            run = label(folder)
        peaks.append(run.peak_megabytes)
        print(
            f"{run.photos:7,} photos  {run.peak_megabytes:7.0f} MB at most, {run.rate:6.1f} photos a second", flush=True
        )
    print(f"ratio           {peaks[1] / peaks[0]:7.2f} (asked for: at most {MOST_TIMES})")
    print(f"largest         {max(peaks):7.0f} MB (asked for: at most {MOST_MEGABYTES})")


if __name__ == "__main__":
    main()
