"""Where training keeps what it can compute again: fingerprints, decoded photos, features."""

import os
from pathlib import Path

import platformdirs


def cache_folder(name: str) -> Path:
    """The folder of one kind of cached things, made when missing.

    It lies in `PAWSORT_CACHE` when that is set, else in `.cache` of the checkout, else in the user's cache folder.
    """
    chosen = os.environ.get("PAWSORT_CACHE")
    checkout = Path(__file__).resolve().parents[2]
    if chosen:
        base = Path(chosen)
    elif (checkout / "pyproject.toml").is_file():
        base = checkout / ".cache"
    else:
        base = Path(platformdirs.user_cache_dir("pawsort")) / "training"
    folder = base / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
