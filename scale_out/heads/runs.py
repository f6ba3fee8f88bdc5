"""The folder of a head: what `python -m export head` makes a pack of, and what a person wants to know of it.

    head.npz           kernel float32 [D, C] and bias float32 [C]: logits are embedding @ kernel + bias
    head.json          the pack whose embeddings it reads, its breeds, temperature and words
    breeds.json        its breeds, as in any run
    metrics.json       figures of the photos that judged it
    history.jsonl      the path of penalties
    environment.json   what has to be known to run the same again

It is no run of `python -m training`: the network in front of it is that of the pack, which was not trained here.
"""

import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from scale_out.errors import ScaleError
from scale_out.heads.fitting import Fitted
from training.files import write_bytes, write_json
from training.runs.run import BREEDS, ENVIRONMENT, METRICS, RunError, environment, require_free, write_history

HEAD, ABOUT = "head.npz", "head.json"
VERSION = 1


def require_room(out: Path) -> None:
    """Make sure that a head can be written to a folder.

    Raises:
        ScaleError: there is something in it.
    """
    try:
        require_free(out)
    except RunError as error:
        raise ScaleError(f"{out}: there is something in it already. Choose another --out.") from error


def write_head(out: Path, fitted: Fitted, run: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    """Write the folder: all of it is there afterwards, or nothing.

    Args:
        out: the folder.
        fitted: the head.
        run: of the results: `pack`, `pack_hash`, `embedding_size` and `names`.
        about: what else is to be known: `labels` (SHA-256 of the file), `left_out` (sentences).

    Raises:
        ScaleError: something came into the folder meanwhile.
        OSError: it cannot be written.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        folder = Path(temporary) / out.name
        folder.mkdir()
        stream = io.BytesIO()
        np.savez(stream, allow_pickle=False, kernel=fitted.head.kernel, bias=fitted.head.bias)
        write_bytes(folder / HEAD, stream.getvalue())
        write_json(folder / ABOUT, _about(fitted, run, about))
        write_json(folder / BREEDS, [{"breed": each.name, "wnid": each.wnid} for each in fitted.breeds])
        write_json(folder / METRICS, fitted.metrics)
        write_history(folder, fitted.history)
        weights = f"pack {run['pack']} ({run['pack_hash']})"
        write_json(folder / ENVIRONMENT, environment(seed=0, data_sha256=str(about["labels"]), weights=weights))
        require_room(out)
        if out.is_dir():
            out.rmdir()
        folder.rename(out)


def _about(fitted: Fitted, run: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    names = run.get("names", {})
    sure, maybe = fitted.words or (None, None)
    return {
        "version": VERSION,
        "pack": run["pack"],
        "pack_hash": run["pack_hash"],
        "embedding_size": len(fitted.head.kernel),
        "breeds": [
            {"id": each.breed_id, "name": names.get(each.breed_id, each.name.replace("_", " "))}
            for each in fitted.breeds
        ],
        "temperature": fitted.temperature,
        "sure": None if sure is None else sure.probability,
        "maybe": None if maybe is None else maybe.probability,
        "penalty": fitted.metrics["penalty"],
        **about,
    }
