"""Rows and columns for tests of the store, and the plain Python that the store must agree with."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Box, Confidence, RankedBreed, SuggestedKind, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.photos.codes import CONFIDENCE_CODE, NONE, STATUS_CODE
from desktop_app.photos.growing import Table
from desktop_app.photos.learned import NO_IDS, LearnedColumns
from desktop_app.photos.store import PhotoStore

BREEDS = ("n_red", "n_green", "n_blue", "n_éclair")
NAMES = {"n_red": "Red Setter", "n_green": "Green Hound", "n_blue": "Blue Terrier", "n_éclair": "Éclair Spaniel"}
BROKEN = Fault("photo.damaged_kind", {"kind": "jpeg"})


def name_of(label: Label) -> str:
    """As the interface would call a label."""
    return " + ".join(NAMES.get(breed, breed) for breed in label.breed_ids) or label.kind.value


def store_of(*rows: PhotoRow) -> PhotoStore:
    """A store with these photos."""
    store = PhotoStore()
    store.load(columns_of(rows))
    return store


def learned_columns(store: PhotoStore, breeds: dict[int, str], labels: int = 3) -> LearnedColumns:
    """What a memory says that gives these photos one breed each, learned from so many labels, and leaves the rest."""
    at = store.positions(list(breeds))
    said = store.by_pack(at)
    ranked = np.full(said.ranked.shape, NONE, np.int32)
    ranked[:, 0] = np.arange(len(at))
    nothing = np.full(len(at), NONE, np.int32)
    return LearnedColumns(
        store.photo_ids[at], said, said.status, said.dog_probability, ranked, said.probabilities, said.confidence,
        nothing, nothing, nothing, np.full(len(at), np.nan), nothing.astype(np.int8),
        np.full(len(at), labels, np.int32), tuple(breeds.values()), (), (), (), NO_IDS,
    )  # fmt: skip


def columns_of(rows: Sequence[PhotoRow]) -> PhotoColumns:
    """The columns that a session gives, made row by row, without anything that the store is made of."""
    rows = sorted(rows, key=lambda row: row.photo_id)
    faults: Table[Fault] = Table()
    breeds: Table[str] = Table()
    sets: Table[tuple[str, ...]] = Table()
    mixes: Table[tuple[str, str]] = Table()
    labels: Table[Label] = Table()
    deciders: Table[str] = Table()
    animals: Table[Animal] = Table()
    said = [row.suggestion for row in rows]
    ranked = np.full((len(rows), 5), NONE, np.int32)
    probabilities = np.full((len(rows), 5), np.nan)
    for place, one in enumerate(said):
        for rank, breed in enumerate(one.ranked if one is not None else ()):
            ranked[place, rank], probabilities[place, rank] = breeds.place(breed.breed_id), breed.probability
    dog = [np.nan if one is None or one.dog_probability is None else one.dog_probability for one in said]
    return PhotoColumns(
        photo_ids=np.array([row.photo_id for row in rows], np.int64),
        paths=[str(row.path) for row in rows],
        modified_ns=np.array([row.modified_ns for row in rows], np.int64),
        faults=np.array([NONE if row.fault is None else faults.place(row.fault) for row in rows], np.int32),
        fault_table=faults.values,
        status=np.array([NONE if one is None else STATUS_CODE[one.status] for one in said], np.int8),
        dog_probability=np.array(dog, np.float64),
        breed_table=breeds.values,
        ranked=ranked,
        probabilities=probabilities,
        confidence=np.array([NONE if one is None else CONFIDENCE_CODE[one.confidence] for one in said], np.int8),
        breed_sets=np.array([sets.place(one.breed_set) if one and one.breed_set else NONE for one in said], np.int32),
        set_table=sets.values,
        mixes=np.array([mixes.place(one.proposed_mix) if one and one.proposed_mix else NONE for one in said], np.int32),
        mix_table=mixes.values,
        **dogs_of(said, breeds),
        labels=np.array([NONE if row.label is None else labels.place(row.label) for row in rows], np.int32),
        label_table=labels.values,
        label_change=np.array([row.label_change for row in rows], np.int64),
        decided_ns=np.array([row.decided_ns or 0 for row in rows], np.int64),
        deciders=np.array([deciders.place(row.decided_by) if row.decided_by else NONE for row in rows], np.int32),
        decider_table=deciders.values,
        turned=np.array([row.turned for row in rows], np.int16),
        taken_at=np.array([row.taken_at for row in rows], np.int64),
        of_another_file=np.array([row.label_of_another_file for row in rows], np.bool_),
        animals=np.array([NONE if row.animal is None else animals.place(row.animal) for row in rows], np.int32),
        animal_table=animals.values,
        pick=np.array([row.pick for row in rows], np.int32),
        several_dogs=np.array([row.several_dogs for row in rows], np.bool_),
        one_dog=np.array([row.one_dog for row in rows], np.bool_),
        arranged_by=np.array([row.arranged_by for row in rows], np.int64),
    )


def dogs_of(said: Sequence[RowSuggestion | None], breeds: Table[str]) -> dict[str, Any]:
    """The columns of kinds and boxes."""
    kinds = [None if one is None else one.kind for one in said]
    boxes = [None if one is None else one.box for one in said]
    return {
        "kinds": np.array([NONE if kind is None else breeds.place(kind.kind_id) for kind in kinds], np.int32),
        "kind_probability": np.array([np.nan if kind is None else kind.probability for kind in kinds], np.float64),
        "kind_confidence": np.array(
            [NONE if kind is None else CONFIDENCE_CODE[kind.confidence] for kind in kinds], np.int8
        ),
        "boxes": np.array([(np.nan,) * 4 if box is None else box for box in boxes], np.float32).reshape(len(said), 4),
        "dogs": np.array([0 if one is None else one.dogs or 0 for one in said], np.int16),
    }


# Random photos

labels = st.sampled_from(
    [None, None, NO_DOG, UNKNOWN, Label.mix(), Label.mix("n_red", "n_blue"), *map(Label.breed, (*BREEDS, "own:Pug"))]
)
probabilities = st.floats(0, 1, width=16).map(float)
suggestions = st.builds(
    RowSuggestion,
    st.sampled_from([SuggestionStatus.OK, SuggestionStatus.OK, SuggestionStatus.NO_DOG]),
    st.none() | probabilities,
    st.lists(
        st.builds(RankedBreed, st.sampled_from(BREEDS), probabilities), max_size=5, unique_by=lambda b: b.breed_id
    ).map(tuple),
    st.sampled_from([None, *Confidence]),
    st.sampled_from([(), ("n_red",), ("n_red", "n_blue")]),
    st.sampled_from([None, ("n_red", "n_blue"), ("n_blue", "n_red")]),
)
kinds = st.builds(
    SuggestedKind, st.sampled_from(["kind:hound", "kind:spaniel"]), probabilities, st.sampled_from([None, *Confidence])
)
boxes = st.sampled_from([Box(0.0, 0.25, 0.5, 1.0), Box(0.125, 0.0, 1.0, 0.75)])
suggestions = st.builds(
    lambda said, kind, found: replace(said, kind=kind, box=found and found[0], dogs=found and found[1]),
    suggestions,
    st.none() | kinds,
    st.none() | st.tuples(boxes, st.integers(1, 3)),
)
faults = st.sampled_from([None, None, None, BROKEN, Fault("file.empty")])
paths = st.builds(
    lambda folder, name, number, ending: Path("/photos") / folder / f"{name}{number}{ending}",
    st.sampled_from(["kennel 9", "kennel 10", "Kennel 9", "été", "x"]),
    st.sampled_from(["dog ", "Dog ", "IMG_", "é", "e\u0301"]),
    st.sampled_from(["1", "2", "02", "10", "²"]),
    st.sampled_from([".jpg", ".JPG", ".png"]),
)


@st.composite
def rows_of(draw: st.DrawFn, photo_id: int) -> PhotoRow:
    """A photo with this id."""
    label = draw(labels)
    return PhotoRow(
        photo_id,
        draw(paths),
        draw(st.integers(0, 4)) * 10**18,
        draw(faults),
        draw(st.none() | suggestions),
        label,
        decided_by=None if label is None else draw(st.sampled_from(["person", "rule"])),
        decided_ns=None if label is None else draw(st.integers(1, 9)),
        label_of_another_file=label is not None and draw(st.booleans()),
        label_change=draw(st.integers(0, 3)),
        turned=draw(st.sampled_from([0, 90])),
        taken_at=draw(st.integers(0, 4)) * 10**18,
        animal=draw(st.sampled_from([None, Animal(1, "Bella"), Animal(2, "", "A1200")])),
        pick=draw(st.integers(0, 2)),
        several_dogs=(several := draw(st.booleans())),
        one_dog=not several and draw(st.booleans()),
        arranged_by=draw(st.integers(0, 3)),
    )


@st.composite
def many_rows(draw: st.DrawFn, most: int = 25) -> list[PhotoRow]:
    """Photos with different ids, in any order."""
    ids = draw(st.lists(st.integers(1, 40), unique=True, max_size=most))
    return [draw(rows_of(photo_id)) for photo_id in ids]
