"""Labelling by Ray, killed at random moments: the driver, a worker, a labelling process, the raylet.

    python -m benchmarks scale_kills [--moments 20] [--seed 0]

Drawn photos and the small pack. Whatever ends the command, it is started again, until all is labelled. Then every photo
has to be there once, every partition whole, and nothing half beside them. Exit code 1 where that is not so.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil
from PIL import Image

from scale_out.places import Place
from scale_out.results import PHOTOS, PLAN, Results
from tests.e2e.label_helpers import COLOURS
from tests.scale_out_command import PROCESS, RAYLET, WORKER, called, command, environment, finished, started
from tests.small_pack import make_small_pack

KINDS = ("driver", "worker", "labelling process", "raylet")
_NAMES = {"worker": WORKER, "labelling process": PROCESS, "raylet": RAYLET}
PHOTOS_IN_ALL, PARTITION = 6_000, 10
# Of a run, so many seconds at most until something is killed, from its first new partition on.
_LATEST = 4.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, help="not needed: photos are drawn")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as name:
        folder = Path(name)
        photos, out = folder / "photos", folder / "out"
        for number in range(PHOTOS_IN_ALL):
            place = photos / f"{number % 7}"
            place.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (40, 30), COLOURS[number % 3]).save(place / f"dog {number}.png")
        pack = make_small_pack(folder / "pack")
        asked = command(photos, "--out", out, "--pack", pack, "--partition", str(PARTITION))
        variables = environment(folder / "home", Path(__file__).resolve().parent.parent)
        killed: Counter[str] = Counter()
        while killed.total() < options.moments:
            if not _killed_once(asked, variables, out, chance, killed, options.moments):
                print(f"all was labelled after {killed.total()} moments")
                break
        ended = subprocess.run(asked, env=variables, capture_output=True, text=True, check=False)
        wanted = sorted(str(each) for each in photos.rglob("*.png"))
        wrong = _wrong(out, wanted)
    told = ", ".join(f"{name} {count}" for name, count in killed.items())
    print(f"killed {killed.total()} times: {told}; the last run ended with {ended.returncode}")
    print(f"{len(wanted):,} photos; " + (", ".join(wrong) if wrong else "each is there once, nothing is half"))
    return 0 if not wrong and ended.returncode == 0 else 1


def _killed_once(
    asked: list[str], variables: dict[str, str], out: Path, chance: random.Random, killed: Counter[str], moments: int
) -> bool:
    """One run of the command, in which something is killed until it ends; whether anything was left to do."""
    kinds = [kind for kind in KINDS for _ in range(moments // len(KINDS) - killed[kind])] or [chance.choice(KINDS)]
    with started(asked, variables) as running:
        own, before = psutil.Process(running.pid), finished(out) if out.exists() else 0
        while killed.total() < moments:
            # What only costs a partition comes first: the run goes on after it.
            kind = min(kinds, key=lambda each: (each in ("driver", "raylet"), chance.random()))
            while finished(out) == before and running.poll() is None:
                time.sleep(0.02)
            time.sleep(chance.uniform(0, _LATEST))
            if running.poll() is not None:
                return False
            before = finished(out)
            _kill(kind, running, own, chance)
            killed[kind] += 1
            kinds.remove(kind)
            if kind in ("driver", "raylet"):
                running.wait(180)
                print(f"  {killed.total()} moments, {finished(out)} partitions", flush=True)
                return True
            if not kinds or chance.random() < 0.5:
                kinds = [each for each in kinds if each in ("driver", "raylet")] or ["driver"]
    return True


def _kill(kind: str, running: "subprocess.Popen[str]", own: psutil.Process, chance: random.Random) -> None:
    if kind == "driver":
        running.send_signal(signal.SIGKILL)
        return
    while running.poll() is None:
        found = called(own, _NAMES[kind])
        if found:
            chance.choice(found).kill()
            return
        time.sleep(0.02)


def _wrong(out: Path, wanted: list[str]) -> list[str]:
    """What is not as it should be, in words."""
    results = Results.of(Place.of(str(out)))
    paths = Counter(path for batch in results.batches(["path"]) for path in batch.column("path").to_pylist())
    wrong = []
    if missing := set(wanted) - set(paths):
        wrong.append(f"{len(missing)} missing")
    if double := [path for path, times in paths.items() if times > 1]:
        wrong.append(f"{len(double)} double")
    if half := [
        each.name for folder in (PHOTOS, PLAN) for each in (out / folder).iterdir() if each.suffix != ".parquet"
    ]:
        wrong.append(f"{len(half)} half: {half[:3]}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
