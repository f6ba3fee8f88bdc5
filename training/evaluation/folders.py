"""Where the report of an evaluation goes, so that it replaces none of other photos."""

import hashlib
import json
from pathlib import Path

from training.datasets.photos import content_sha256
from training.datasets.splits import Side
from training.evaluation.judging import EvaluateRequest
from training.evaluation.reporting import METRICS
from training.files import is_file, read_json_file
from training.runs.run import RunError, plain_folder_name

EVALUATIONS = "evaluations"
# In `metrics.json`: what was asked for, as one number.
ASKED = "asked"


def asked_of(request: EvaluateRequest) -> str:
    """What was asked for, as one number: the data, the side, and what the split and the mapping say.

    Raises:
        DataError: the split or the mapping cannot be read.
    """
    facts = {
        "data": sorted(str(path.resolve()) for path in request.data),
        "side": (request.side or Side.VALIDATION).value,
        **{
            name: content_sha256(file) if file is not None else None
            for name, file in (("split", request.split), ("mapping", request.mapping))
        },
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def evaluation_folder(request: EvaluateRequest, out: Path | None = None) -> Path:
    """The folder for a report: a new one, or that of the same request, whose report is made anew.

    It is called like the data, with the side behind it where that is not validation, and with the split's name.

    Args:
        request: what is judged.
        out: where a person wants it.

    Raises:
        DataError: the split or the mapping cannot be read.
        RunError: the report of something else is in `out`.
    """
    asked = asked_of(request)
    if out is not None:
        if not _may_be_written(out, asked):
            raise RunError(f"{out}: the report of other photos is in it already. Choose another --out.")
        return out
    parts = [path.stem for path in request.data]
    parts += [request.split.stem] if request.split is not None else []
    parts += [request.side.value] if request.side not in (None, Side.VALIDATION) else []
    name, number = plain_folder_name("-".join(parts)), 1
    folder = request.run / EVALUATIONS / name
    while not _may_be_written(folder, asked):
        number += 1
        folder = folder.with_name(f"{name}-{number}")
    return folder


def _may_be_written(folder: Path, asked: str) -> bool:
    """Whether there is no report yet, or one of the same request."""
    if not is_file(folder / METRICS):
        return True
    try:
        figures = read_json_file(folder / METRICS)
    except (OSError, ValueError):
        return False
    return isinstance(figures, dict) and figures.get(ASKED) == asked
