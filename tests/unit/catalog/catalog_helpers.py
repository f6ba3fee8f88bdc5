"""Outcomes and files for the tests of the catalog."""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import (
    Box,
    Confidence,
    FurtherDog,
    RankedBreed,
    SuggestedKind,
    Suggestion,
    SuggestionStatus,
)
from desktop_app.faults import Fault

PACK = "a" * 64
OTHER_PACK = "b" * 64


def write_file(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def suggestion(*breed_ids: str, dog: float = 0.9, best: float = 0.5) -> Suggestion:
    """Breeds with falling probabilities; "no dog" below one half."""
    ranked = tuple(
        RankedBreed(breed_id, best / (place + 1)) for place, breed_id in enumerate(breed_ids or ("n1", "n2"))
    )
    status = SuggestionStatus.OK if dog >= 0.5 else SuggestionStatus.NO_DOG
    embedding, logits = np.array([0, 0.25, 1 / 3, 9], np.float16), np.array([7, -1.5], np.float16)
    return Suggestion(status, dog, ranked, embedding, logits=logits)


FIRST, SECOND, THIRD = Box(0.0, 0.25, 0.5, 1.0), Box(0.5, 0.25, 1.0, 1.0), Box(0.75, 0.0, 1.0, 0.25)


def several(*boxes: Box, kind: str = "kind:hound") -> Suggestion:
    """Dogs of a kind at these boxes: the first dog, and the others."""
    word = SuggestedKind(kind, 0.75, Confidence.SURE)
    others = [
        FurtherDog(
            box, (RankedBreed("n2", 0.5), RankedBreed("n1", 0.25)), Confidence.MAYBE, ("n2",), ("n2", "n1"), word
        )
        for box in boxes[1:]
    ]
    return replace(suggestion(), kind=word, box=boxes[0], further_dogs=tuple(others))


def outcome(photo_id: int, path: Path, said: Suggestion | None = None, content: str | None = None) -> PhotoOutcome:
    """A readable photo; its content is the file's unless given."""
    data = path.read_bytes() if content is None else content.encode()
    facts = FileFacts(len(data), 12345, hashlib.sha256(data).hexdigest(), 40, 30, 6)
    return PhotoOutcome(photo_id, path, facts, said or suggestion(), None)


def unreadable(photo_id: int, path: Path, why: str = "file.empty") -> PhotoOutcome:
    return PhotoOutcome(photo_id, path, None, None, Fault(why))


def folder_state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
