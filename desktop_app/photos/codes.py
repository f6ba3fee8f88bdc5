"""The numbers that stand for states, words and statuses in columns."""

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import LabelKind
from desktop_app.catalog.values.suggestions import Confidence, SuggestionStatus

NONE = -1

STATES = tuple(PhotoState)
STATE_CODE = {state: code for code, state in enumerate(STATES)}

CONFIDENCES = (Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE)
CONFIDENCE_CODE: dict[Confidence | None, int] = {word: code for code, word in enumerate(CONFIDENCES)} | {None: NONE}

STATUSES = (SuggestionStatus.OK, SuggestionStatus.NO_DOG)
STATUS_CODE = {status: code for code, status in enumerate(STATUSES)}
OK, NO_DOG = STATUS_CODE[SuggestionStatus.OK], STATUS_CODE[SuggestionStatus.NO_DOG]

KIND_CODE = {kind: code for code, kind in enumerate(LabelKind)}
