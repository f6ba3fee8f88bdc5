"""The tables that `pawsort label` writes for real photos, as hashes: what must not change unless somebody means it.

Usage: python -m benchmarks.golden_tables [--data FOLDER] [--write]

`--write` keeps the hashes of today; without it, they are compared with those that were kept. Another kind of processor
may compute other last digits: then only which photos there are, and what is said of broken ones, can be compared.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.photos import DEFAULT_DATA
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import photo_tensors

KEPT = Path(__file__).with_suffix(".json")
FOLDERS = ("whole_photos", "other_sources_dev", "decoder_files")
FORMATS = ("csv", "jsonl")
REPOSITORY = Path(__file__).resolve().parent.parent


def arithmetic() -> str:
    """What the networks of the bundled pack make of noise on this processor, as a hash."""
    classifier = Classifier(load_pack(bundled_packs()[0]), "cpu")
    noise = np.random.default_rng(20).integers(0, 256, (3, 330, 440, 3), np.uint8)
    found = hashlib.sha256(classifier.pack.pack_hash.encode())
    for pixels in noise:
        tensors = photo_tensors(Image.fromarray(pixels), classifier.pack.manifest.input)
        found.update(repr(classifier.classify(tensors[None])[0].ranked).encode())
    return found.hexdigest()


def table(data: Path, folder: str, table_format: str) -> str:
    """The table of one folder; paths in it begin with the folder's name."""
    with tempfile.TemporaryDirectory(prefix="golden-") as place:
        target = Path(place) / f"labels.{table_format}"
        command = [sys.executable, "-m", "desktop_app", "label", folder, "--out", str(target), "--provider", "cpu"]
        done = subprocess.run(
            command, cwd=data, env=_environment(place), capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr)
        return target.read_text(encoding="utf-8")


def _environment(home: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(REPOSITORY), "PAWSORT_HOME": home}


def hashes(text: str, table_format: str) -> dict[str, str]:
    """Hashes of a whole table, of it without the reasons, and of photos and reasons alone."""
    rows: list[dict[str, Any]]
    if table_format == "csv":
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    else:
        rows = [json.loads(line) for line in text.splitlines()]
    without = [{key: value for key, value in row.items() if key != "error"} for row in rows]
    return {
        "whole": _hash(text),
        "without_reasons": _hash(json.dumps(without)),
        "photos_and_reasons": _hash(json.dumps([(row["photo"], row["error"]) for row in rows])),
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def found_now(data: Path) -> dict[str, Any]:
    """The hashes of today."""
    tables = {
        f"{folder}.{table_format}": hashes(table(data, folder, table_format), table_format)
        for folder in FOLDERS
        for table_format in FORMATS
    }
    return {"arithmetic": arithmetic(), "tables": tables}


def differences(kept: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What is not as it was kept, in words; on another kind of processor, probabilities are left out."""
    same = kept["arithmetic"] == found["arithmetic"]
    compared = ("whole", "without_reasons", "photos_and_reasons") if same else ("photos_and_reasons",)
    return [
        f"{name}: {part}"
        for name, hashes_kept in kept["tables"].items()
        for part in compared
        if hashes_kept[part] != found["tables"][name][part]
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--write", action="store_true", help="keep the hashes of today")
    options = parser.parse_args()
    found = found_now(options.data)
    if options.write:
        KEPT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        print(f"kept in {KEPT.name}")
        return 0
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    if kept["arithmetic"] != found["arithmetic"]:
        print("This processor computes other last digits: only photos and reasons are compared.")
    changed = differences(kept, found)
    print("\n".join(changed) or f"all {len(found['tables'])} tables are as they were")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
