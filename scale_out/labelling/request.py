"""What a labelling was asked for, and the folder of results that it begins or goes on with."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.commands.memories import KnownPack, learned_from
from desktop_app.files import write_whole
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import ModelPack, load_pack
from desktop_app.inference.trial import try_pack
from scale_out.errors import ScaleError
from scale_out.places import Place
from scale_out.results import RUN, VERSION, Results

# One partition is one task, one file, and what is done again where a machine dies: some 20 seconds of a core.
PHOTOS_A_PARTITION = 500
# The driver hands out some tens of partitions a second (`python -m benchmarks scale_sizes`). Of so many workers the
# partitions grow with their number, so that it hands out ten.
_MANY_WORKERS, _PHOTOS_A_WORKER = 200, 2.5
PACK, MEMORIES = "pack", "memories"
_OTHERS = {"careful": "other looks (--careful)", "pack_hash": "another pack", "memories": "another memory"}


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """What was asked for on the command line.

    Attributes:
        sources: folders, photos and patterns, as paths or addresses.
        out: folder of the results.
        pack: folder of a model pack; None for the one that ships.
        memories: sessions and memories whose labels the suggestions are to follow.
        address: of a Ray cluster that runs; None for this machine alone.
        gpus: so many workers with a GPU each; 0 for workers on cores.
        workers: so many; None for one a core.
        partition: photos in a partition, at most; None for as many as `photos_a_partition` says.
        careful: whether every photo is looked at by all of the model's networks, plain and mirrored.
        dashboard: whether Ray's page is served.
    """

    sources: tuple[str, ...]
    out: Place
    pack: Path | None = None
    memories: tuple[Path, ...] = ()
    address: str | None = None
    gpus: int = 0
    workers: int | None = None
    partition: int | None = None
    careful: bool = False
    dashboard: bool = True


def photos_a_partition(workers: int) -> int:
    """How many photos a partition has, for so many workers."""
    return PHOTOS_A_PARTITION if workers <= _MANY_WORKERS else round(workers * _PHOTOS_A_WORKER)


def gone_on_with(request: LabelRequest) -> Results | None:
    """The results that are there, to go on with; None where the folder is new.

    They keep their pack and their memories: another version of Pawsort, or a label that was given meanwhile, would
    make rows that do not belong together.

    Raises:
        ScaleError: the folder holds something else, or was labelled with another pack, another memory, other looks.
    """
    if not (request.out / RUN).exists():
        if any(request.out.names()):
            raise ScaleError(f"{request.out}: is not empty and holds no results. Name a new folder with --out.")
        return None
    results = Results.of(request.out)
    asked: dict[str, Any] = {"careful": request.careful}
    if request.pack is not None:
        asked["pack_hash"] = pack_of(request).pack_hash
    if request.memories:
        asked["memories"] = [_told(each) for each in request.memories]
    for key, value in asked.items():
        if results.run[key] != value:
            raise ScaleError(
                f"{request.out}: was labelled with {_OTHERS[key]}. Go on with the same, or name a new folder (--out)."
            )
    # More sources may come; photos that are planned stay known by their paths.
    sources = list(dict.fromkeys([*results.run["sources"], *request.sources]))
    if sources != results.run["sources"]:
        _write(request.out, {**results.run, "sources": sources})
    return Results.of(request.out)


def begun(request: LabelRequest, say: Callable[[str], None]) -> Results:
    """New results: the pack and the memories are put beside what will come of them, where every machine finds them.

    Args:
        request: what was asked for.
        say: told what a memory teaches.

    Raises:
        ScaleError: no pack ships, and none was named.
        FaultError: the pack or a memory cannot be used.
    """
    pack = pack_of(request)
    manifest = pack.manifest
    learned = learned_from(request.memories, KnownPack.of(pack)) if request.memories else None
    for line in () if learned is None else learned.told:
        say(line)
    names = {} if learned is None else learned.names
    for file in sorted(each for each in pack.folder.iterdir() if each.is_file()):
        (request.out / PACK / file.name).write(file.read_bytes())
    for place, file in enumerate(request.memories):
        (request.out / MEMORIES / f"{place}-{file.name}").write(file.read_bytes())
    run = {
        "version": VERSION,
        "pack": manifest.name,
        "pack_hash": pack.pack_hash,
        "embedding_size": _embedding_size(pack),
        "breeds": [breed.id for breed in manifest.breeds],
        "names": {**names, **{breed.id: breed.names["en"] for breed in manifest.breeds}},
        "memories": [_told(each) for each in request.memories],
        "careful": request.careful,
        "sources": list(request.sources),
    }
    _write(request.out, run)
    return Results.of(request.out)


def pack_of(request: LabelRequest) -> ModelPack:
    """The pack that was asked for, tried and checked.

    Raises:
        ScaleError: none ships, and none was named.
        ModelPackError: it cannot be used.
    """
    folder = request.pack
    if folder is None:
        ships = bundled_packs()
        if not ships:
            raise ScaleError("No model pack ships with this installation. Name one with --pack.")
        folder = ships[0]
    folder = folder.parent if folder.is_file() else folder
    try_pack(folder)
    return load_pack(folder)


def brought_here(results: Results, folder: Path) -> tuple[Path, list[Path]]:
    """Pack and memories of results, as files of this machine.

    Returns:
        Folder of the pack, and the files of the memories in their order.

    Raises:
        OSError: they cannot be read, or written here.
    """
    for kind in (PACK, MEMORIES):
        for name in (results.folder / kind).names():
            write_whole(folder / kind / name, (results.folder / kind / name).read(), durable=False)
    memories = list((folder / MEMORIES).iterdir()) if (folder / MEMORIES).is_dir() else []
    return folder / PACK, sorted(memories, key=lambda each: int(each.name.partition("-")[0]))


def _write(out: Place, run: dict[str, Any]) -> None:
    (out / RUN).write(json.dumps(run, indent=1, ensure_ascii=False).encode("utf-8"))


def _embedding_size(pack: ModelPack) -> int | None:
    """Length of the embeddings; None for packs that give none."""
    if "embedding" not in pack.manifest.outputs:
        return None
    spec = pack.manifest.input
    grey = np.full((1, len(spec.all_views), spec.height, spec.width, 3), 127, np.uint8)
    embedding = Classifier(pack, "cpu").classify(grey)[0].embedding
    return None if embedding is None else len(embedding)


def _told(file: Path) -> str:
    return f"{file.name} (sha256 {hashlib.sha256(file.read_bytes()).hexdigest()[:16]})"
