"""The numbers that stand for states, words and statuses in columns; those of suggestions are the session file's."""

from desktop_app.catalog.columns import NONE
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.tables.suggestions import CONFIDENCES, STATUSES
from desktop_app.catalog.values.labels import LabelKind
from desktop_app.catalog.values.suggestions import Confidence, SuggestionStatus

STATES = tuple(PhotoState)
STATE_CODE = {state: code for code, state in enumerate(STATES)}

CONFIDENCE_CODE: dict[Confidence | None, int] = {word: code for code, word in enumerate(CONFIDENCES)} | {None: NONE}

STATUS_CODE = {status: code for code, status in enumerate(STATUSES)}
OK, NO_DOG = STATUS_CODE[SuggestionStatus.OK], STATUS_CODE[SuggestionStatus.NO_DOG]

KIND_CODE = {kind: code for code, kind in enumerate(LabelKind)}

__all__ = [
    "CONFIDENCES", "CONFIDENCE_CODE", "KIND_CODE", "NONE", "NO_DOG", "OK", "STATES", "STATE_CODE", "STATUSES",
    "STATUS_CODE",
]  # fmt: skip
