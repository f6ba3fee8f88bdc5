"""What training keeps and is given: recipes, runs, class folders, weights, caches."""

import io
import json
import os
import pickle
import random
import struct
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from pydantic import ValidationError

from benchmarks.fuzzing.example import Example, Kind
from benchmarks.fuzzing.mutations import STRANGE_TEXTS
from desktop_app.inference.manifest import Graph

TEXT = ("bytes", "lines", "lines")
JSON = ("bytes", "json", "json", "json")
# Nobody may write it: what a pickle that is run would do.
RAN = "A_PICKLE_RAN"


def _recipes() -> list[Example]:
    from training.recipes.loading import load_recipe, named_recipes, recipe_text

    texts = [file.read_bytes() for file in named_recipes().values()][:3]
    texts.append(recipe_text(load_recipe(next(iter(named_recipes())), ["fit.epochs=3"])).encode())
    return [Example({"mine.toml": text}, "mine.toml") for text in texts]


def _recipe(file: Path) -> object:
    from training.recipes.loading import load_recipe, recipe_text

    return recipe_text(load_recipe(file, ["fit.epochs=2"]))


def _override(file: Path) -> object:
    from training.recipes.loading import load_recipe, named_recipes

    return load_recipe(next(iter(named_recipes())), [file.read_text(encoding="utf-8", errors="surrogateescape")])


def _recipe_error() -> tuple[type[Exception], ...]:
    from training.recipes.loading import RecipeError

    return (RecipeError,)


def run_files() -> dict[str, bytes]:
    """A finished run, but for its network."""
    from training.recipes.loading import load_recipe, named_recipes

    recipe = load_recipe(next(iter(named_recipes())))
    about = {"seed": 1, "data_sha256": "a" * 64, "weights": "none", "git_commit": None, "versions": {}}
    # The photos of a request have to be there: this is a folder of every system.
    asked = {"data": [os.sep], "weights": None, "all_data": False, "devices": 1}
    files: dict[str, Any] = {
        "recipe.json": recipe.model_dump(mode="json"),
        "breeds.json": [{"breed": "beagle", "wnid": "n02088364"}, {"breed": "kelpie", "wnid": None}],
        "environment.json": about,
        "metrics.json": {"best_epoch": 3, "temperature": 1.2, "top1": 0.9},
        "request.json": asked,
    }
    written = {f"run/{name}": json.dumps(value).encode() for name, value in files.items()}
    lines = [json.dumps({"epoch": number, "loss": 0.5}) for number in range(3)]
    return {**written, "run/history.jsonl": "\n".join(lines).encode(), "run/best.keras": b"a network"}


def _runs(name: str) -> Callable[[], list[Example]]:
    return lambda: [Example(run_files(), f"run/{name}")]


def _run(file: Path) -> object:
    from training.fitting.requests import new_request, resumed_request
    from training.runs.run import ENVIRONMENT, METRICS, open_run

    run = open_run(file.parent)
    found = (run.read(METRICS), run.read(ENVIRONMENT), run.history(), resumed_request(file.parent))
    return (found, new_request(str(file.parent), [], [Path(os.sep)], out=Path("/runs/new"), all_data=True))


def _run_errors() -> tuple[type[Exception], ...]:
    from training.datasets.photos import DataError
    from training.recipes.loading import RecipeError
    from training.runs.run import RunError

    return RunError, RecipeError, DataError


def _draft(file: Path) -> object:
    from training.runs import packs

    # The network beside it is no part of what is tried.
    load = packs._load
    packs._load = lambda file: file
    try:
        _network, draft = packs.read_run(file.parent)
        return draft.manifest(Graph(file="model.onnx", sha256="0" * 64), ("logits", "species_logits"))
    finally:
        packs._load = load


def _drafts() -> list[Example]:
    from training.runs.packs import CLASSIFIER_NAME, DRAFT_NAME

    draft = {
        "name": "Mine",
        "input": {"width": 64, "height": 64},
        "breeds": [{"id": "a", "names": {"en": "A"}}, {"id": "b", "names": {"en": "B"}}],
        "temperature": 1.5,
        "species": {"temperature": 1.0},
        "provenance": dict.fromkeys(("recipe", "created", "data_set", "data_sha256", "weights", "licence"), "none"),
    }
    return [Example({DRAFT_NAME: json.dumps(draft).encode(), CLASSIFIER_NAME: b"a network"}, DRAFT_NAME)]


def _draft_errors() -> tuple[type[Exception], ...]:
    from training.runs.packs import PackDraftError

    # That its parts do not go together is found when the graph is there, and said by the exporter.
    return PackDraftError, ValidationError


def _class_folders() -> list[Example]:
    folders = ("beagle", "kelpie", "n02085936-Maltese")
    return [Example({f"data/{folder}/{name}.jpg": b"x" for folder in folders for name in "ab"}, "data/beagle/a.jpg")]


def _renamed(example: Example, chance: random.Random) -> Example:
    """Folders and files with strange names."""
    files: dict[str, bytes] = {}
    for name, content in example.files.items():
        parts = name.split("/")
        if chance.random() < 0.3 and name != example.name:
            strange = chance.choice([text for text in STRANGE_TEXTS if text.strip("./") and len(text) < 100])
            place = chance.randrange(1, len(parts))
            parts[place] = "".join(c for c in strange if c not in "/\0" and not "\ud800" <= c <= "\udfff") or "x"
        files["/".join(parts)] = content
    return Example(files, example.name)


def _read_folders(file: Path) -> object:
    from training.datasets.readers import read_data

    return read_data(file.parent.parent)


def _data_error() -> tuple[type[Exception], ...]:
    from training.datasets.photos import DataError

    return (DataError,)


class _Storage:
    key = "1"


class _Pickler(pickle._Pickler):
    """Writes what PyTorch writes, without it."""

    def persistent_id(self, obj: Any) -> Any:
        return (
            ("storage", _Name("torch", "FloatStorage"), obj.key, "cpu", 6, None) if isinstance(obj, _Storage) else None
        )

    def save(self, obj: Any, save_persistent_id: bool = True) -> None:
        if isinstance(obj, _Name):
            self.write(f"c{obj.module}\n{obj.name}\n".encode())  # type: ignore[attr-defined]
        elif isinstance(obj, _Tensor):
            self.save(_Name("torch._utils", "_rebuild_tensor_v2"))
            self.save((_Storage(), 0, (2, 3), (3, 1), False, OrderedDict()))
            self.write(pickle.REDUCE)  # type: ignore[attr-defined]
        else:
            super().save(obj, save_persistent_id)  # type: ignore[misc]


class _Name(NamedTuple):
    module: str
    name: str


class _Tensor:
    pass


def _dumped(value: Any) -> bytes:
    stream = io.BytesIO()
    _Pickler(stream, protocol=2).dump(value)
    return stream.getvalue()


def _legacy() -> list[Example]:
    from training.architectures.weights.legacy_torch import MAGIC_NUMBER, PROTOCOL_VERSION

    system = {"protocol_version": PROTOCOL_VERSION, "little_endian": True, "type_sizes": {"int": 4}}
    parts = (MAGIC_NUMBER, PROTOCOL_VERSION, system, OrderedDict(kernel=_Tensor()), ["1"])
    content = b"".join(map(_dumped, parts)) + struct.pack("<q", 6) + np.arange(6, dtype="<f4").tobytes()
    return [Example({"weights.pth": content}, "weights.pth")]


def _with_a_call(example: Example, chance: random.Random) -> Example:
    """A pickle that would write a file, somewhere in the middle."""
    call = f"cos\nmkdir\n(V{RAN}\ntR.".encode()
    place = chance.randrange(len(example.content))
    return example.changed(example.content[:place] + call + example.content[place:])


def _read_legacy(file: Path) -> object:
    from training.architectures.weights.legacy_torch import read_legacy_state

    os.chdir(file.parent)
    try:
        return read_legacy_state(file)
    finally:
        if (file.parent / RAN).exists():
            # Not an assertion: those are for faults that a reader may explain.
            os._exit(99)


def _weights_error() -> tuple[type[Exception], ...]:
    from training.architectures.weights.errors import WeightsError

    return (WeightsError,)


def _arrays(name: str, **arrays: Any) -> Callable[[], list[Example]]:
    def made() -> list[Example]:
        found = []
        for save in (np.savez, np.savez_compressed):
            stream = io.BytesIO()
            save(stream, **arrays)
            found.append(Example({name: stream.getvalue()}, name))
        return found

    return made


def _named_arrays(file: Path) -> object:
    from training.architectures.weights.named_arrays import read_named_arrays

    return read_named_arrays(file)


def _variable() -> Any:
    return SimpleNamespace(
        shape=(2, 3), dtype="float32", assign=lambda value: np.asarray(value, np.float32).reshape(2, 3)
    )


def _checkpoint(file: Path) -> object:
    from training.fitting.checkpoint import load_checkpoint

    model = SimpleNamespace(variables=[_variable()], optimizer=SimpleNamespace(variables=[_variable()]))
    return load_checkpoint(file, model)


def _read_arrays(file: Path) -> object:
    from training.files import read_arrays

    return read_arrays(file)


def _former_features() -> list[Example]:
    stream = io.BytesIO()
    np.save(stream, np.zeros((4, 1, 3), np.float32))
    from training.fitting.former_features import FEATURES_NAME, STATE_NAME

    files = {STATE_NAME: b'{"done": 2, "unreadable": {"1": "it is empty"}}', FEATURES_NAME: stream.getvalue()}
    return [Example(files, name) for name in files]


def _read_former_features(file: Path) -> object:
    from training.fitting.former_features import read_former

    try:
        former = read_former(file.parent, (4, 1, 3))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # computed anew: it is only a cache
    assert 0 <= former.done <= 4
    assert all(0 <= int(row) < 4 for row in former.unreadable)
    return former


def _growing_rows() -> list[Example]:
    with tempfile.TemporaryDirectory() as name:
        rows = _rows(Path(name))
        rows.add(ROW_KEYS, np.ones((3, 2, 3), np.float32))
        rows.add_unreadable({b"u" * 32: "it is empty"})
        files = {each.name: each.read_bytes() for each in Path(name).iterdir() if each.suffix != ""}
    return [Example(files, name) for name in files]


def _read_growing_rows(file: Path) -> object:
    """What is damaged is missing, and can be added again."""
    rows = _rows(file.parent)
    positions = rows.positions(ROW_KEYS)
    found = rows.take(positions)
    assert (found[positions >= 0] == 1).all()
    return rows.unreadable()


def _rows(folder: Path) -> Any:
    from training.growing_rows import GrowingRows

    return GrowingRows(folder, np.dtype("<f4"), (2, 3), {})


ROW_KEYS = [letter * 32 for letter in (b"a", b"b", b"c")]
FOUND = {
    "parts": np.zeros((2, 4), np.float32),
    "sha256": np.array(["a" * 64, "b" * 64]),
    "greatest": np.zeros((2, 4)),
}
ARRAYS = {"model.0": np.zeros((2, 3), np.float32), "optimizer.0": np.zeros((2, 3), np.float32)}
RUN_FILES = ("recipe.json", "breeds.json", "environment.json", "metrics.json", "request.json", "history.jsonl")

KINDS = {
    "recipe": Kind(_recipes, _recipe, _recipe_error, TEXT),
    "override": Kind(
        lambda: [Example({"o.txt": text}, "o.txt") for text in (b"fit.epochs=2", b"data.breeds=['beagle','kelpie']")],
        _override,
        _recipe_error,
        TEXT,
    ),
    **{f"run_{name.split('.')[0]}": Kind(_runs(name), _run, _run_errors, JSON) for name in RUN_FILES},
    "pack_draft": Kind(_drafts, _draft, _draft_errors, JSON),
    "class_folders": Kind(_class_folders, _read_folders, _data_error, change=_renamed),
    "legacy_weights": Kind(_legacy, _read_legacy, _weights_error, change=_with_a_call),
    "named_weights": Kind(_arrays("w.npz", kernel=np.zeros((2, 3)), bias=np.ones(3)), _named_arrays, _weights_error),
    "checkpoint": Kind(_arrays("checkpoint.npz", epoch=np.array(3), **ARRAYS), _checkpoint, _run_errors),
    "arrays": Kind(_arrays("f.npz", **FOUND), _read_arrays, lambda: (OSError, ValueError)),
    "feature_cache": Kind(_former_features, _read_former_features, forms=JSON),
    "growing_rows": Kind(_growing_rows, _read_growing_rows),
}
