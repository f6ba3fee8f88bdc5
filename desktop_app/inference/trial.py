"""A pack that nobody knows is tried in a process of its own, once, before this one loads it.

A graph is a program: one that never ends, or fills the memory, is a valid one, and loading it is enough. What happens
to the process that tries it happens to nobody else. Which packs were tried is remembered by their hashes.
"""

import contextlib
import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app import paths
from desktop_app.faults import Fault
from desktop_app.files import write_whole
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.manifest import Finder, InputSpec, Manifest, ManifestError, load_manifest
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import ModelPackError, graph_of, load_pack, read_background
from desktop_app.inference.preprocess import Picture
from desktop_app.inference.process_memory import peak_megabytes
from desktop_app.own_files import OwnFileError, read_json
from desktop_app.own_program import NO_WINDOW, lasting_folder, own_command, own_environment

TRY_SECONDS = 60
MOST_MEGABYTES = 2_000
MOST_REMEMBERED = 100
COMMAND = "try-pack"
# Of the process that tries: its report says what is wrong; it needed too much memory; nobody waits for it.
_REPORTED, _TOO_LARGE, _LEFT_ALONE = 0, 71, 72
_LOOKS_EVERY, _ASKS_EVERY = 0.02, 0.2


def try_pack(folder: Path, seconds: float = TRY_SECONDS, *, is_unwanted: Callable[[], bool] = lambda: False) -> None:
    """Try a pack where it is not known yet; returns at once where it ships with the app, or was tried before.

    Args:
        folder: of the pack.
        seconds: that it may take.
        is_unwanted: whether nobody waits for it any more; asked several times a second.

    Raises:
        ModelPackError: it cannot be used, and why.
    """
    if any(_is_same(folder, known) for known in bundled_packs()):
        return
    try:
        manifest = load_manifest(folder)
        mark = _mark(folder, manifest)
    except ManifestError as error:
        raise ModelPackError.of(error.fault) from error
    if mark in _tried():
        return
    fault = _tried_apart(folder, seconds, is_unwanted)
    if fault is not None:
        raise ModelPackError.of(fault)
    _remember(mark)


def try_here(folder: Path, report: Path) -> int:
    """Load and run a pack in this process, which ends itself where it needs too much memory: what `try_pack` starts.

    Args:
        folder: of the pack.
        report: gets what is wrong with the pack, as JSON; stays empty where nothing is.

    Returns:
        the exit code.
    """
    threading.Thread(target=_watch, name="watching", daemon=True).start()
    fault = None
    try:
        pack = load_pack(folder)
        classifier = Classifier(pack, "cpu")
        spec = pack.manifest.input
        shape = (2, len(spec.all_views), spec.height, spec.width, 3)
        # Noise, and an even grey: what shapes depend on is not always in both.
        tensors = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
        tensors[1] = 127
        suggestions = classifier.classify(tensors, [(spec.width, spec.height)] * len(tensors))
        # A graph may leave open how wide its embeddings are until it has run.
        read_background(folder, pack.manifest, _width_of(suggestions[0].embedding))
        if pack.finder_file is not None:
            classifier.classify_photos([Picture(Image.fromarray(photo)) for photo in tensors[:, 0]])
        if classifier.can_explain:
            classifier.explain(tensors[0], pack.manifest.breeds[0].id, (spec.width, spec.height))
    except (ModelPackError, ClassifierError) as error:
        fault = error.fault
    except MemoryError:
        return _TOO_LARGE
    report.write_text(fault.to_json() if fault is not None else "", encoding="utf-8")
    return _REPORTED


def _width_of(embedding: NDArray[np.float16] | None) -> int | None:
    return None if embedding is None else len(embedding)


def _tried_apart(folder: Path, seconds: float, is_unwanted: Callable[[], bool]) -> Fault | None:
    with tempfile.TemporaryDirectory(prefix="pawsort-", ignore_cleanup_errors=True) as made:
        report = Path(made) / "report.json"
        command = own_command("desktop_app", [COMMAND, str(folder.absolute()), str(report)])
        process = subprocess.Popen(  # noqa: S603 - this very program
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            cwd=lasting_folder(command),
            creationflags=NO_WINDOW,
        )
        try:
            code = _waited_for(process, time.monotonic() + seconds, is_unwanted)
        finally:
            # Also where Ctrl-C ended the waiting.
            with contextlib.suppress(OSError):
                process.kill()
            process.wait()
        if code is None:
            return Fault("pack.too_slow", {"folder": str(folder), "seconds": round(seconds)})
        if code == _TOO_LARGE:
            return Fault("pack.too_large", {"folder": str(folder), "megabytes": MOST_MEGABYTES})
        if code != _REPORTED or not report.is_file():
            return Fault("pack.died", {"folder": str(folder), "detail": str(code)})
        said = report.read_text(encoding="utf-8")
        return Fault.from_json(said) if said else None


def _waited_for(process: "subprocess.Popen[bytes]", deadline: float, is_unwanted: Callable[[], bool]) -> int | None:
    """The exit code; None where the process did not end in time."""
    while time.monotonic() < deadline and not is_unwanted():
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(_ASKS_EVERY)
    return None


def _watch() -> None:
    """End the process where it grows too large, or nobody waits for it: not every system does that for us."""
    parent, deadline = os.getppid(), time.monotonic() + 2 * TRY_SECONDS
    while True:
        if peak_megabytes() > MOST_MEGABYTES:
            os._exit(_TOO_LARGE)
        if os.getppid() != parent or time.monotonic() > deadline:
            os._exit(_LEFT_ALONE)
        time.sleep(_LOOKS_EVERY)


def _mark(folder: Path, manifest: Manifest) -> str:
    """By what a pack that was tried is known again: its files, which are what the manifest says, and its input.

    Raises:
        ModelPackError: the files are others.
    """
    graph_of(folder, manifest.graph, "graph")
    hashes = [manifest.graph.sha256]
    if manifest.second_graph is not None:
        graph_of(folder, manifest.second_graph, "input.second_look.graph")
        hashes.append(manifest.second_graph.sha256)
    if manifest.background is not None:
        read_background(folder, manifest)
        hashes.append(manifest.background.sha256)
    sizes: list[InputSpec | Finder] = [manifest.input]
    if manifest.finder is not None:
        graph_of(folder, manifest.finder.graph, "finder.graph")
        hashes.append(manifest.finder.graph.sha256)
        sizes.append(manifest.finder)
    return " ".join([*hashes, *(f"{size.width}x{size.height}" for size in sizes), *manifest.outputs])


def _file() -> Path:
    return paths.cache_folder() / "tried_packs.json"


def _tried() -> list[str]:
    try:
        stored = read_json(_file())
    except (OwnFileError, OSError):
        return []
    return [mark for mark in stored if isinstance(mark, str)] if isinstance(stored, list) else []


def _remember(mark: str) -> None:
    # Not remembered, it is tried again: a second more.
    with contextlib.suppress(OSError):
        write_whole(_file(), json.dumps([*_tried(), mark][-MOST_REMEMBERED:], indent=1), durable=False, mode=0o600)


def _is_same(folder: Path, other: Path) -> bool:
    return os.path.realpath(folder) == os.path.realpath(other)
