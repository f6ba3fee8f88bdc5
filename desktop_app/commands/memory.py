"""`pawsort memory`: what the labels of sessions teach, in a file that travels."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop_app.catalog.session import Session
from desktop_app.commands.fault_sentences import sentence, with_the_way_out
from desktop_app.commands.memories import (
    KnownPack,
    MemoryUseError,
    how_many,
    is_a_session,
    names_of,
    pack_in_words,
    pack_of,
)
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.destination import DestinationError, Kind, destination
from desktop_app.faults import FaultError
from desktop_app.inference.remembered_suggestions import space_of
from desktop_app.learning.combining import combined
from desktop_app.learning.labelled_looks import KINDS, LabelledLooks
from desktop_app.learning.memory_file import read_memory, write_memory
from desktop_app.learning.session_labels import read_labels
from desktop_app.learning.state import ENOUGH

DONE, NOT_WRITTEN, REFUSED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class MemoryRequest:
    """What was asked for.

    Attributes:
        sources: sessions and memories.
        out: the memory to write; None where what is in the sources is only to be said.
        model: folder of the pack whose embeddings are meant; None for the one of the sources.
        overwrite: whether a memory that is there may be replaced.
    """

    sources: tuple[Path, ...]
    out: Path | None = None
    model: Path | None = None
    overwrite: bool = False


def make_memory(request: MemoryRequest, terminal: Terminal) -> int:
    """Combine labels into a memory, and say what is in it.

    Returns:
        0 when all was done, 1 when it could not be written, 2 when nothing was done.
    """
    try:
        out = None if request.out is None else _target(request.out, overwrite=request.overwrite)
        pack = None if request.model is None else KnownPack.in_folder(request.model)
        found = _read(request.sources, pack)
        looks = combined(found)
    except FaultError as error:
        terminal.say(f"pawsort: {with_the_way_out(error.fault)}")
        return REFUSED
    if len(found) > 1:
        for source, each in zip(request.sources, found, strict=True):
            terminal.say(f"{source.name}: {how_many(each)}.")
    _say(looks, terminal)
    if out is None:
        return DONE
    try:
        write_memory(out, looks)
    except FaultError as error:
        terminal.say(f"pawsort: {sentence(error.fault)}")
        return NOT_WRITTEN
    terminal.say(f"The memory is in {out}.")
    return DONE


def _target(typed: Path, *, overwrite: bool) -> Path:
    target = destination(typed, Kind.MEMORY)
    if target.replaces and not overwrite:
        raise DestinationError("where.exists", file=str(target.file))
    return target.file


def _read(sources: tuple[Path, ...], pack: KnownPack | None) -> list[LabelledLooks]:
    """The labels of all sources, by one pack: the one that was named, else that of the first memory, else session.

    Raises:
        FaultError: one cannot be read, has no labels, or is of another pack.
    """
    memories = {source: read_memory(source) for source in sources if not is_a_session(source)}
    wanted = None if pack is None else pack.pack_hash
    if wanted is None:
        first = next(iter(memories.values()), None)
        wanted = _current_pack(sources[0]) if first is None else first.pack_hash
        pack = pack_of(wanted, None)
    name = next((each.pack_name for each in memories.values() if each.pack_name), "") if pack is None else ""
    name = pack.manifest.name if pack is not None else name
    found: list[LabelledLooks] = []
    for source in sources:
        looks = memories[source] if source in memories else _of_session(source, wanted, name, pack)
        if looks.pack_hash != wanted or (found and looks.dimension != found[0].dimension):
            made_with = looks.pack_name or pack_in_words(looks.pack_hash)
            raise _several_packs(source, made_with, name or pack_in_words(wanted))
        found.append(looks)
    return found


def _of_session(file: Path, wanted: str, name: str, pack: KnownPack | None) -> LabelledLooks:
    with Session.open(file, or_look=True) as session:
        space = None if pack is None or pack.background is None else space_of(pack.background, 0)
        looks = read_labels(session, wanted, name, space).looks
        current = session.current_pack
    if len(looks):
        return looks
    if current is None:
        raise MemoryUseError("memory.no_suggestions", file=str(file))
    if current != wanted:
        raise _several_packs(file, pack_in_words(current), name or pack_in_words(wanted))
    raise MemoryUseError("memory.no_labels", file=str(file))


def _current_pack(file: Path) -> str:
    with Session.open(file, or_look=True) as session:
        current = session.current_pack
    if current is None:
        raise MemoryUseError("memory.no_suggestions", file=str(file))
    return current


def _several_packs(source: Path, made_with: str, in_use: str) -> MemoryUseError:
    return MemoryUseError("memory.several_packs", file=str(source), made_with=made_with, in_use=in_use)


def _say(looks: LabelledLooks, terminal: Terminal) -> None:
    """What is in a memory: how much of each breed, and what is not enough yet."""
    alone = len(np.unique(looks.units))
    once = "" if alone == len(looks) else f" (those of one animal or burst count once: {alone:,})"
    pack = looks.pack_name or pack_in_words(looks.pack_hash)
    terminal.say(f"Memory: {how_many(looks)}{once}, made with the pack {pack}.")
    counts = looks.counts()
    names = names_of(list(counts))
    for breed_id, count in counts.items():
        few = f"; a breed that the pack does not know is suggested from {ENOUGH} on" if count < ENOUGH else ""
        terminal.say(f"  {count:,}  {names[breed_id]}{few if _is_new(breed_id, looks) else ''}")
    others = {kind: int((looks.kinds == number).sum()) for number, kind in enumerate(KINDS)}
    for kind, words in (("unknown", "unknown"), ("no_dog", "no dog")):
        count = next(count for each, count in others.items() if each.value == kind)
        if count:
            terminal.say(f"  {count:,}  {words}")


def _is_new(breed_id: str, looks: LabelledLooks) -> bool:
    """Whether the pack never named a breed."""
    return breed_id not in looks.pack_breed_ids
