"""Sessions and memories whose labels are followed by what works without a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app import paths
from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.opening import is_session
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.gathering import Adjust
from desktop_app.faults import FaultError
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.manifest import Manifest, load_manifest
from desktop_app.inference.packs import ModelPack, read_background
from desktop_app.inference.remembered_suggestions import Remembering, space_of
from desktop_app.learning.background import Background
from desktop_app.learning.combining import combined
from desktop_app.learning.labelled_looks import LabelledLooks
from desktop_app.learning.memory_file import read_memory
from desktop_app.learning.session_labels import read_labels

# Of a hash, so many digits tell a person which of a few packs it is.
_DIGITS_TOLD = 8
# Photos of a session whose embeddings are read together.
_AT_ONCE = 4_096


class MemoryUseError(FaultError):
    """A memory that cannot be used here: `memory.*`."""


@dataclass(frozen=True, slots=True)
class KnownPack:
    """What must be known of a pack to learn from labels; its networks are not needed.

    Attributes:
        manifest: of the pack.
        pack_hash: what tells it from others.
        background: what the embeddings of its training photos are like, where it tells.
    """

    manifest: Manifest
    pack_hash: str
    background: Background | None

    @classmethod
    def of(cls, pack: ModelPack) -> "KnownPack":
        """Of a pack that is loaded.

        Raises:
            ModelPackError: its background cannot be read.
        """
        return cls(pack.manifest, pack.pack_hash, read_background(pack.folder, pack.manifest))

    @classmethod
    def in_folder(cls, folder: Path) -> "KnownPack":
        """Of a pack that nobody runs.

        Raises:
            ManifestError, ModelPackError: it is none, or damaged.
        """
        folder = folder.parent if folder.is_file() else folder
        manifest = load_manifest(folder)
        return cls.of(ModelPack(folder, manifest, folder / manifest.graph.file))


@dataclass(frozen=True, slots=True)
class Labels:
    """What a session or a memory has to teach.

    Attributes:
        looks: at least one label.
        left_out: how many labels of the session are no evidence.
    """

    looks: LabelledLooks
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, for a run without a window.

    Attributes:
        remembering: gives suggestions as the memory has them.
        names: id → English name of the breeds that labels name.
        told: what was taken, in English.
    """

    remembering: Remembering
    names: dict[str, str]
    told: tuple[str, ...]


def learned_from(sources: Sequence[Path], pack: KnownPack) -> Learned:
    """Learn from the labels of sessions and memories.

    Args:
        sources: at least one.
        pack: in use.

    Raises:
        MemoryUseError: one is of another pack, or has no labels.
        FaultError: one cannot be read.
    """
    if "embedding" not in pack.manifest.outputs:
        raise MemoryUseError("memory.no_embeddings", in_use=pack.manifest.name)
    found = [labels_in(source, pack) for source in sources]
    for source, each in zip(sources, found, strict=True):
        see_width(source, each.looks, pack, found[0].looks.dimension)
    looks = combined([each.looks for each in found])
    remembering = Remembering(pack.manifest, pack.background, looks)
    told = [f"Memory: {what_is_in(each, source.name)}." for source, each in zip(sources, found, strict=True)]
    if len(sources) > 1:
        told.append(f"Memory: {how_many(looks)} in all; a photo that is in several counts once.")
    return Learned(remembering, names_of(looks.breed_ids), tuple(told))


def see_width(source: Path, looks: LabelledLooks, pack: KnownPack, other: int | None = None) -> None:
    """See whether embeddings can be those of a pack.

    Args:
        source: from where they are.
        looks: labels, and the embeddings.
        pack: in use.
        other: the width of those with which they are to be compared, which counts where the pack does not tell its own.

    Raises:
        MemoryUseError: they cannot.
    """
    wanted = other if pack.background is None else len(pack.background.middle)
    if wanted is not None and looks.dimension != wanted:
        in_use, width = pack.manifest.name, looks.dimension
        raise MemoryUseError("memory.width", file=str(source), in_use=in_use, found=width, wanted=wanted)


def labels_in(source: Path, pack: KnownPack) -> Labels:
    """The labels of a session or a memory, by the pack in use.

    Raises:
        MemoryUseError: it is of another pack, or has no labels.
        SessionError, MemoryFileError: it cannot be read.
    """
    name = pack.manifest.name
    if is_a_session(source):
        with Session.open(source, or_look=True) as session:
            space = None if pack.background is None else space_of(pack.background, 0)
            read = read_labels(session, pack.pack_hash, name, space)
            current = session.current_pack
        if not len(read.looks):
            if current is None:
                raise MemoryUseError("memory.no_suggestions", file=str(source))
            if current != pack.pack_hash:
                raise other_pack(source, pack_in_words(current), name)
            raise MemoryUseError("memory.no_labels", file=str(source))
        return Labels(read.looks, read.left_out)
    looks = read_memory(source)
    if looks.pack_hash != pack.pack_hash:
        raise other_pack(source, looks.pack_name or pack_in_words(looks.pack_hash), name)
    return Labels(looks)


def other_pack(source: Path, made_with: str, in_use: str) -> MemoryUseError:
    """What is said of a source that was made with another pack."""
    return MemoryUseError("memory.other_pack", file=str(source), made_with=made_with, in_use=in_use)


def adjusting(session: Path, sources: Sequence[Path], model: Path | None, terminal: Terminal) -> Adjust:
    """What gives the rows of a session as the window shows them with these memories.

    Args:
        session: whose rows.
        sources: sessions and memories; the session itself may be among them.
        model: folder of the pack that made its suggestions; None for one that ships.
        terminal: what was taken is said there.

    Raises:
        MemoryUseError: the pack is not known, or a memory is of another one, or has no labels.
        FaultError: something cannot be read.
    """
    with Session.open(session, or_look=True) as opened:
        current = opened.current_pack
    if current is None:
        raise MemoryUseError("memory.no_suggestions", file=str(session))
    pack = pack_of(current, model)
    if pack is None:
        raise MemoryUseError("memory.no_pack", file=str(session), made_with=pack_in_words(current))
    learned = learned_from(sources, pack)
    remembering = learned.remembering
    for line in learned.told:
        terminal.say(line)

    def adjust(rows: list[PhotoRow]) -> list[PhotoRow]:
        shown: list[PhotoRow] = []
        with Session.open(session, or_look=True) as reading:
            for start in range(0, len(rows), _AT_ONCE):
                some = rows[start : start + _AT_ONCE]
                photo_ids, embeddings = reading.embeddings_of([row.photo_id for row in some])
                shown += remembering.rows(some, dict(zip(photo_ids, embeddings, strict=True)))
        return shown

    return adjust


def pack_of(pack_hash: str, model: Path | None) -> KnownPack | None:
    """The pack with this hash: that in the folder `model`, or one that ships; None where it is none of them.

    Raises:
        ManifestError, ModelPackError: `model` is no pack, or damaged.
    """
    folders = bundled_packs() if model is None else [model]
    return next((pack for folder in folders if (pack := KnownPack.in_folder(folder)).pack_hash == pack_hash), None)


def pack_in_words(pack_hash: str) -> str:
    """What a person may tell a pack by: its name where it ships, else the first digits of its hash."""
    pack = pack_of(pack_hash, None)
    return pack_hash[:_DIGITS_TOLD] if pack is None else pack.manifest.name


def is_a_session(file: Path) -> bool:
    """Whether it is a session rather than a memory; False for what is not there."""
    try:
        return is_session(file)
    except OSError:
        return False


def names_of(breed_ids: Sequence[str]) -> dict[str, str]:
    """The English names of breeds."""
    book = BreedBook.load_folder(paths.assets_folder() / "breeds")
    return {breed_id: book.name(breed_id, "en") for breed_id in breed_ids}


def how_many(looks: LabelledLooks) -> str:
    """How many labels of how many breeds."""
    labels, breeds = len(looks), len(looks.counts())
    return f"{labels:,} label{'s' * (labels != 1)} of {breeds:,} breed{'s' * (breeds != 1)}"


def what_is_in(labels: Labels, source: str = "") -> str:
    """How many labels of how many breeds, from where, and how many more teach nothing, and why."""
    told = how_many(labels.looks) + (f" from {source}" if source else "")
    if not labels.left_out:
        return told
    are = "are" if labels.left_out > 1 else "is"
    return (
        f"{told}; {labels.left_out:,} more {are} left out (of photos with several dogs, that were replaced since, or "
        "for which this pack has made no suggestions; or naming a kind of dog, which is no breed)"
    )
