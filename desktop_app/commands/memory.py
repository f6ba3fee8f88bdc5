"""`pawsort memory`: what the labels of sessions teach, in a file that travels."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import LabelKind
from desktop_app.commands.fault_sentences import sentence, with_the_way_out
from desktop_app.commands.memories import (
    KnownPack,
    Labels,
    MemoryUseError,
    how_many,
    is_a_session,
    names_of,
    other_pack,
    pack_in_words,
    pack_of,
    see_width,
    what_is_in,
)
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.destination import DestinationError, Kind, destination
from desktop_app.faults import FaultError
from desktop_app.inference.remembered_suggestions import space_of
from desktop_app.learning.combining import combined
from desktop_app.learning.evidence import NONE
from desktop_app.learning.labelled_looks import KINDS, LabelledLooks
from desktop_app.learning.memory_file import read_memory, write_memory
from desktop_app.learning.session_labels import read_labels
from desktop_app.learning.state import ENOUGH

DONE, NOT_WRITTEN, REFUSED = 0, 1, 2
_WITHOUT_BREEDS = {
    LabelKind.MIX: "mix of unknown breeds",
    LabelKind.UNKNOWN: "unknown",
    LabelKind.NO_DOG: "no dog",
}


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
        found, pack = _read(request.sources, pack)
        looks = combined([each.looks for each in found])
    except FaultError as error:
        terminal.say(f"pawsort: {with_the_way_out(error.fault)}")
        return REFUSED
    for source, each in zip(request.sources, found, strict=True):
        if len(found) > 1 or each.left_out:
            terminal.say(f"{source.name}: {what_is_in(each)}.")
    _say(looks, pack, terminal)
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


def _read(sources: tuple[Path, ...], named: KnownPack | None) -> tuple[list[Labels], KnownPack | None]:
    """The labels of all sources, by one pack: the one that was named, else that of the first memory, else session.

    Returns:
        the labels, and the pack; None where it is neither the one that was named nor one that ships.

    Raises:
        FaultError: one cannot be read, has no labels, or is of another pack.
    """
    memories = {source: read_memory(source) for source in sources if not is_a_session(source)}
    pack = named
    if named is not None:
        wanted = named.pack_hash
    else:
        first = next(iter(memories.values()), None)
        wanted = _current_pack(sources[0]) if first is None else first.pack_hash
        pack = pack_of(wanted, None)
    name = next((each.pack_name for each in memories.values() if each.pack_name), "") if pack is None else ""
    name = pack.manifest.name if pack is not None else name
    found: list[Labels] = []
    for source in sources:
        try:
            each = Labels(memories[source]) if source in memories else _of_session(source, wanted, name, pack)
            looks = each.looks
            if looks.pack_hash != wanted or (found and looks.dimension != found[0].looks.dimension):
                raise _OfAnotherPackError(looks.pack_name or pack_in_words(looks.pack_hash))
        except _OfAnotherPackError as error:
            made_with, in_use = str(error), name or pack_in_words(wanted)
            # Where a pack was named, no other source is to blame for it.
            if named is not None:
                raise other_pack(source, made_with, in_use) from error
            raise MemoryUseError(
                "memory.several_packs", file=str(source), made_with=made_with, in_use=in_use
            ) from error
        if pack is not None:
            see_width(source, looks, pack)
        found.append(each)
    return found, pack


class _OfAnotherPackError(Exception):
    """Labels were made with another pack than the others: with which one, in words."""


def _of_session(file: Path, wanted: str, name: str, pack: KnownPack | None) -> Labels:
    with Session.open(file, or_look=True) as session:
        space = None if pack is None or pack.background is None else space_of(pack.background, 0)
        read = read_labels(session, wanted, name, space)
        current = session.current_pack
    if len(read.looks):
        return Labels(read.looks, read.left_out)
    if current is None:
        raise MemoryUseError("memory.no_suggestions", file=str(file))
    if current != wanted:
        raise _OfAnotherPackError(pack_in_words(current))
    raise MemoryUseError("memory.no_labels", file=str(file))


def _current_pack(file: Path) -> str:
    with Session.open(file, or_look=True) as session:
        current = session.current_pack
    if current is None:
        raise MemoryUseError("memory.no_suggestions", file=str(file))
    return current


def _say(looks: LabelledLooks, pack: KnownPack | None, terminal: Terminal) -> None:
    """What is in a memory: how much of each breed, and what is not enough yet."""
    alone = len(np.unique(looks.units))
    once = "" if alone == len(looks) else f" (those of one animal or burst count once: {alone:,})"
    name = looks.pack_name or pack_in_words(looks.pack_hash)
    terminal.say(f"Memory: {how_many(looks)}{once}, made with the pack {name}.")
    # Of a pack that is not at hand, those are known that it ever named.
    known = looks.pack_breed_ids if pack is None else [breed.id for breed in pack.manifest.breeds]
    counts = looks.counts()
    names = names_of(list(counts))
    for breed_id, count in counts.items():
        is_few = count < ENOUGH and breed_id not in known
        few = f"; a breed that the pack does not know is suggested from {ENOUGH} on" if is_few else ""
        terminal.say(f"  {count:,}  {names[breed_id]}{few}")
    of_no_breed = (looks.breeds == NONE).all(axis=1)
    for kind, words in _WITHOUT_BREEDS.items():
        count = len(np.unique(looks.units[of_no_breed & (looks.kinds == KINDS.index(kind))]))
        if count:
            terminal.say(f"  {count:,}  {words}")
