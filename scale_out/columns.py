"""The columns of results: one row a photo, with everything that a session would keep of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

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
from desktop_app.files import encoded

_WORD = pa.dictionary(pa.int32(), pa.string())
_NUMBERS = {pa.float16(): np.float16, pa.float64(): np.float64}
_BOX = pa.list_(pa.float32(), 4)
_SAID = (
    # All breeds of the pack, best first, and the calibrated probability of each.
    ("breeds", pa.list_(_WORD)),
    # In full: the tables of export have the decimals of `pawsort label`.
    ("probabilities", pa.list_(pa.float64())),
    ("confidence", _WORD),
    ("breed_set", pa.list_(_WORD)),
    ("proposed_mix", pa.list_(_WORD)),
    ("kind", _WORD),
    ("kind_probability", pa.float64()),
    ("kind_confidence", _WORD),
    ("box", _BOX),
)


def schema(embedding_size: int | None, breeds: int) -> pa.Schema:
    """The columns, for a pack.

    Args:
        embedding_size: length D of its embeddings; None for packs without.
        breeds: how many it knows.
    """
    further = pa.struct([pa.field(name, _without_dictionary(kind)) for name, kind in _SAID])
    width = pa.list_(pa.float16(), embedding_size) if embedding_size else pa.list_(pa.float16())
    return pa.schema(
        [
            pa.field("path", pa.string(), nullable=False),
            ("content_hash", pa.string()),
            ("size_bytes", pa.int64()),
            ("modified_ns", pa.int64()),
            ("width", pa.int32()),
            ("height", pa.int32()),
            ("orientation", pa.int8()),
            ("taken_at", pa.int64()),
            ("fingerprint", pa.binary()),
            ("sharpness", pa.float32()),
            ("lightness", pa.float32()),
            ("contrast", pa.float32()),
            pa.field("status", _WORD, nullable=False),
            ("no_dog", pa.bool_()),
            ("dog_probability", pa.float64()),
            *_SAID,
            ("dogs", pa.int32()),
            ("further_dogs", pa.list_(further)),
            ("dog_share", pa.float32()),
            # So many labels of the memory stand behind the first breed.
            ("learned", pa.int32()),
            ("embedding", width),
            ("logits", pa.list_(pa.float16(), breeds)),
            ("fault_code", _WORD),
            ("fault_facts", pa.string()),
            ("pack_hash", _WORD),
        ]
    )


def table_of(rows: Iterable[tuple[str, PhotoOutcome, int]], pack_hash: str, columns: pa.Schema) -> pa.Table:
    """Outcomes as a table.

    Args:
        rows: of each photo its path or address, its outcome, and how many labels stand behind the first breed.
        pack_hash: of the pack that said it.
        columns: as `schema` gives them.
    """
    said = [_row(path, outcome, learned, pack_hash) for path, outcome, learned in rows]
    return pa.table(
        {field.name: _column([row.get(field.name) for row in said], field.type) for field in columns},
        schema=columns,
    )


def outcome_of(row: Mapping[str, Any], key: int) -> PhotoOutcome:
    """What came of a photo, out of its row: the opposite of `table_of`."""
    facts = None
    if row["content_hash"] is not None:
        facts = FileFacts(**{name: row[name] for name in FileFacts.__dataclass_fields__})
    fault = None
    if row["fault_code"] is not None:
        fault = Fault(row["fault_code"], json.loads(row["fault_facts"] or "{}"))
    suggestion = None
    if row["status"] != SuggestionStatus.UNREADABLE:
        said = _said(row)
        suggestion = Suggestion(
            SuggestionStatus(row["status"]),
            row["dog_probability"],
            embedding=_halves(row["embedding"]),
            logits=_halves(row["logits"]),
            dog_share=row["dog_share"],
            further_dogs=tuple(FurtherDog(**_said(each)) for each in row["further_dogs"] or ()),
            **said,
        )
    return PhotoOutcome(key, Path(row["path"]), facts, suggestion, fault)


def _row(path: str, outcome: PhotoOutcome, learned: int, pack_hash: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "path": _as_unicode(path),
        "pack_hash": pack_hash,
        "status": SuggestionStatus.UNREADABLE.value,
    }
    if outcome.facts is not None:
        row |= {name: getattr(outcome.facts, name) for name in FileFacts.__dataclass_fields__}
    if outcome.fault is not None:
        row |= {"fault_code": outcome.fault.code, "fault_facts": json.dumps(dict(outcome.fault.facts), sort_keys=True)}
    suggestion = outcome.suggestion
    if suggestion is None:
        return row
    return row | {
        "status": suggestion.status.value,
        "no_dog": suggestion.status is SuggestionStatus.NO_DOG,
        "dog_probability": suggestion.dog_probability,
        **_cells(suggestion),
        "dogs": suggestion.dogs,
        "further_dogs": [_cells(each) for each in suggestion.further_dogs],
        "dog_share": suggestion.dog_share,
        "learned": learned,
        "embedding": suggestion.embedding,
        "logits": suggestion.logits,
    }


def _as_unicode(path: str) -> str:
    """Bytes of a name that are no Unicode show as in the app's tables."""
    return encoded(path).decode("utf-8")


def _cells(said: Suggestion | FurtherDog) -> dict[str, Any]:
    kind = said.kind
    return {
        "breeds": [each.breed_id for each in said.ranked],
        "probabilities": [each.probability for each in said.ranked],
        "confidence": None if said.confidence is None else said.confidence.value,
        "breed_set": list(said.breed_set),
        "proposed_mix": None if said.proposed_mix is None else list(said.proposed_mix),
        "kind": None if kind is None else kind.kind_id,
        "kind_probability": None if kind is None else kind.probability,
        "kind_confidence": None if kind is None or kind.confidence is None else kind.confidence.value,
        "box": None if said.box is None else list(said.box),
    }


def _said(cells: Mapping[str, Any]) -> dict[str, Any]:
    """What a suggestion and a further dog have in common."""
    kind = None
    if cells["kind"] is not None:
        kind = SuggestedKind(cells["kind"], cells["kind_probability"], _confidence(cells["kind_confidence"]))
    mix = cells["proposed_mix"]
    return {
        "ranked": tuple(
            RankedBreed(breed, probability)
            for breed, probability in zip(cells["breeds"], cells["probabilities"], strict=True)
        ),
        "confidence": _confidence(cells["confidence"]),
        "breed_set": tuple(cells["breed_set"] or ()),
        "proposed_mix": None if mix is None else tuple(mix),
        "kind": kind,
        "box": None if cells["box"] is None else Box(*cells["box"]),
    }


def _confidence(word: str | None) -> Confidence | None:
    return None if word is None else Confidence(word)


def _halves(values: Any) -> Any:
    return None if values is None else np.asarray(values, np.float16)


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """An array of one column; of long lists Arrow's own way, item by item, would take longer than labelling."""
    if pa.types.is_fixed_size_list(kind) and pa.types.is_float16(kind.value_type):
        missing = np.array([each is None for each in values], np.bool_)
        filled = np.zeros((len(values), kind.list_size), np.float16)
        for place, each in enumerate(values):
            if each is not None:
                filled[place] = each
        return pa.FixedSizeListArray.from_arrays(pa.array(filled.ravel()), type=kind, mask=pa.array(missing))
    if pa.types.is_list(kind) and not pa.types.is_nested(kind.value_type):
        return _lists(values, kind)
    if kind == _WORD:
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, type=kind)


def _lists(values: Sequence[Sequence[Any] | None], kind: pa.DataType) -> pa.Array:
    lengths = [0 if each is None else len(each) for each in values]
    ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    flat = [item for each in values if each is not None for item in each]
    if kind.value_type == _WORD:
        items = pa.array(flat, pa.string()).dictionary_encode()
    else:
        items = pa.array(np.array(flat, _NUMBERS[kind.value_type]))
    missing = pa.array([each is None for each in values], pa.bool_())
    return pa.ListArray.from_arrays(pa.array(ends), items, type=kind, mask=missing)


def _without_dictionary(kind: pa.DataType) -> pa.DataType:
    """Inside lists of structs Parquet gives words back as they are, whatever they were."""
    if kind == _WORD:
        return pa.string()
    return pa.list_(pa.string()) if kind == pa.list_(_WORD) else kind
