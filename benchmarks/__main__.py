"""All benchmarks, one after the other, each in a process of its own: `python -m benchmarks [--data FOLDER] [NAME…]`.

`python -m benchmarks fuzz` is another matter: see `benchmarks.fuzz`.
What one benchmark alone understands goes through to it: `python -m benchmarks stopping --signals 30`.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.photos import DEFAULT_DATA

ALL = ("decoder_files", "throughput", "stopping", "session", "photo_store", "window", "large_session", "memory")
# Figures of the model, not of the program: only when asked for.
ASKED_FOR = (
    "accuracy",
    "learning",
    "alike",
    "second_look",
    "sizes",
    "finder",
    "inference",
    "torn_photos",
    "without_vnni",
    "heic_apart",
    "decoder_fuzz",
    "grouping",
    "large_groups",
    "learning_speed",
    "group_pooling",
    "picks",
    "export_rows",
    "copies",
    "feature_store",
    "own_classes",
    "volunteer",
    "label_errors",
    "scale_label",
    "scale_kills",
    "scale_sizes",
    "scale_heads",
)


def main() -> int:
    if sys.argv[1:2] == ["fuzz"]:
        from benchmarks.fuzz import main as fuzz

        return fuzz(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed, memory and stalls.")
    parser.add_argument("names", nargs="*", help=f"some of {ALL + ASKED_FOR}; {ALL} unless told")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with the real photos")
    options, rest = parser.parse_known_args()
    if rest and len(options.names) != 1:
        parser.error(f"{' '.join(rest)}: for which of the benchmarks?")
    environment = os.environ | {"PAWSORT_DATA": str(options.data.resolve()), "QT_QPA_PLATFORM": "offscreen"}
    # As whatever starts the app says.
    environment.setdefault("OPENBLAS_NUM_THREADS", "1")
    failed = []
    for name in options.names or ALL:
        print(f"\n== {name}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", *rest]
        if subprocess.run(command, env=environment, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nended with an error: {', '.join(failed)}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
