"""All photos as arrays: the same as the rows, one by one."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.session import Session
from desktop_app.catalog.tables.suggestions import BREEDS_KEPT, CONFIDENCES, STATUSES
from desktop_app.catalog.values.boxes import as_kept
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import Box, Confidence, FurtherDog, RankedBreed, SuggestedKind, Suggestion
from desktop_app.faults import Fault
from desktop_app.photos.store import PhotoStore
from tests.unit.catalog.catalog_helpers import (
    FIRST,
    OTHER_PACK,
    PACK,
    SECOND,
    THIRD,
    outcome,
    several,
    suggestion,
    unreadable,
    write_file,
)


def kind_of(columns: PhotoColumns, place: int) -> SuggestedKind | None:
    number, share, word = columns.kinds[place], columns.kind_probability[place], columns.kind_confidence[place]
    assert np.isnan(share) == (number < 0)
    if number < 0:
        return None
    return SuggestedKind(columns.breed_table[number], float(share), None if word < 0 else CONFIDENCES[word])


def row_of(columns: PhotoColumns, place: int) -> PhotoRow:
    """The row that the arrays tell of at one place."""
    said = None
    if columns.status[place] >= 0:
        dog = float(columns.dog_probability[place])
        breeds = [int(number) for number in columns.ranked[place] if number >= 0]
        said = RowSuggestion(
            STATUSES[columns.status[place]],
            None if np.isnan(dog) else dog,
            tuple(
                RankedBreed(columns.breed_table[number], float(share))
                for number, share in zip(breeds, columns.probabilities[place], strict=False)
            ),
            None if columns.confidence[place] < 0 else CONFIDENCES[columns.confidence[place]],
            () if columns.breed_sets[place] < 0 else columns.set_table[columns.breed_sets[place]],
            None if columns.mixes[place] < 0 else columns.mix_table[columns.mixes[place]],
            kind_of(columns, place),
            Box(*columns.boxes[place].tolist()) if columns.dogs[place] else None,
            int(columns.dogs[place]) or None,
        )
        assert np.isnan(columns.boxes[place]).all() == (not columns.dogs[place])
    labelled = columns.labels[place] >= 0
    assert labelled == (columns.deciders[place] >= 0) == (columns.decided_ns[place] > 0)
    return PhotoRow(
        int(columns.photo_ids[place]),
        Path(columns.paths[place]),
        int(columns.modified_ns[place]),
        None if columns.faults[place] < 0 else columns.fault_table[columns.faults[place]],
        said,
        columns.label_table[columns.labels[place]] if labelled else None,
        False,
        columns.decider_table[columns.deciders[place]] if labelled else None,
        int(columns.decided_ns[place]) if labelled else None,
        int(columns.label_change[place]),
    )


def test_an_empty_session_has_empty_columns(session: Session) -> None:
    columns = session.columns()
    assert len(columns) == 0
    assert columns.ranked.shape == columns.probabilities.shape == (0, 5)
    assert columns.label_table == []
    assert columns.paths == []


def test_photos_that_wait_have_nothing(session: Session) -> None:
    rows = session.add_photos([Path("/a.jpg"), Path("/b.jpg")])
    columns = session.columns()
    assert [row_of(columns, place) for place in range(2)] == rows
    assert (columns.taken_at.tolist(), columns.turned.tolist()) == ([0, 0], [0, 0])


def test_they_say_what_the_rows_say(session: Session, tmp_path: Path) -> None:
    names = [write_file(tmp_path / f"{place}.jpg", str(place)) for place in range(9)]
    ids = [row.photo_id for row in session.add_photos(names)]
    sure = replace(suggestion(*(f"n{place}" for place in range(12))), confidence=Confidence.SURE, breed_set=("n0",))
    said = [
        sure,
        replace(sure, confidence=Confidence.MAYBE, breed_set=("n1", "n0"), proposed_mix=("n0", "n1")),
        suggestion("n7", dog=0.1),
        replace(suggestion("n8"), dog_probability=None),
        replace(suggestion("n1"), ranked=()),
        replace(sure, kind=SuggestedKind("kind:hound", 0.75), box=SECOND),
    ]
    said[3] = replace(several(FIRST, SECOND, THIRD), dog_probability=None)
    told = [outcome(key, path, each) for key, path, each in zip(ids, names, said, strict=False)]
    session.record_outcomes(told, PACK)
    session.record_outcomes([unreadable(ids[6], names[6]), unreadable(ids[7], names[7], "photo.damaged")], PACK)
    session.apply(LabelPhotos(ids[:3], Label.breed("n0")))
    session.apply(LabelPhotos([ids[6], ids[8]], NO_DOG, "rule"))
    session.apply(LabelPhotos(ids[2:3], None))
    session.apply(RemovePhotos(ids[5:6]))
    columns = session.columns()
    assert [row_of(columns, place) for place in range(len(columns))] == session.rows()
    assert len(columns.label_table) == 2
    assert columns.label_change[2] == 3, "clearing is a decision too"


def test_some_of_them_say_what_their_rows_say(session: Session, tmp_path: Path) -> None:
    names = [write_file(tmp_path / f"{place}.jpg", str(place)) for place in range(6)]
    ids = [row.photo_id for row in session.add_photos(names)]
    session.record_outcomes([outcome(key, path) for key, path in zip(ids[:4], names, strict=False)], PACK)
    session.apply(LabelPhotos(ids[1:5], NO_DOG))
    columns = session.columns().where(np.array([True, False] * 3))
    assert [row_of(columns, place) for place in range(len(columns))] == session.rows_of(ids[::2])


def test_only_the_current_pack_speaks(session: Session, tmp_path: Path) -> None:
    names = [write_file(tmp_path / f"{place}.jpg", str(place)) for place in range(3)]
    ids = [row.photo_id for row in session.add_photos(names)]
    session.record_outcomes([outcome(key, path) for key, path in zip(ids, names, strict=True)], PACK)
    session.record_outcomes([outcome(ids[1], names[1], suggestion("new"))], OTHER_PACK)
    columns = session.columns()
    assert columns.status.tolist() == [-1, 0, -1]
    assert [row_of(columns, place) for place in range(3)] == session.rows()


def test_they_are_one_moment_of_the_file(session: Session, tmp_path: Path) -> None:
    session.add_photos([tmp_path / "a.jpg"])
    assert session._connection is not None
    session.columns()
    assert not session._connection.in_transaction


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
BREEDS = st.one_of(st.sampled_from(["n1", "n2", "breed:own one", "Ünïcode 柴犬", "it's", '"']), TEXTS)
SHARES = st.floats(0, 1)
SUGGESTIONS = st.builds(
    Suggestion,
    st.sampled_from(STATUSES),
    st.one_of(st.none(), st.just(float("nan")), SHARES),
    st.lists(st.builds(RankedBreed, BREEDS, SHARES), max_size=12).map(tuple),
    confidence=st.one_of(st.none(), st.sampled_from(CONFIDENCES)),
    breed_set=st.lists(BREEDS, max_size=7, unique=True).map(tuple),
    proposed_mix=st.one_of(st.none(), st.tuples(BREEDS, BREEDS)),
)
KINDS = st.none() | st.builds(SuggestedKind, BREEDS, SHARES, st.sampled_from([None, *CONFIDENCES]))
SIDES = st.lists(SHARES, min_size=2, max_size=2).map(sorted)
BOXES = st.builds(lambda across, down: as_kept((across[0], down[0], across[1], down[1])), SIDES, SIDES)
FURTHER = st.builds(
    FurtherDog,
    BOXES,
    st.lists(st.builds(RankedBreed, BREEDS, SHARES), max_size=12).map(tuple),
    st.sampled_from([None, *CONFIDENCES]),
    st.lists(BREEDS, max_size=7, unique=True).map(tuple),
    st.one_of(st.none(), st.tuples(BREEDS, BREEDS)),
    KINDS,
)
SUGGESTIONS = st.builds(
    lambda said, kind, boxes, further: replace(
        said, kind=kind, box=boxes, further_dogs=() if boxes is None else further
    ),
    SUGGESTIONS,
    KINDS,
    st.none() | BOXES,
    st.lists(FURTHER, max_size=3).map(tuple),
)
LABELS = st.one_of(
    st.none(),
    st.sampled_from([NO_DOG, UNKNOWN]),
    st.builds(Label.breed, BREEDS),
    st.lists(BREEDS, min_size=2, max_size=3, unique=True).map(lambda breeds: Label.mix(*breeds)),
    st.just(Label.mix()),
)
FAULTS = st.one_of(
    st.builds(Fault, st.sampled_from(["file.empty", "photo.damaged"])),
    st.builds(lambda words: Fault("photo.said", {"words": words}), TEXTS),
)
PHOTOS = st.lists(st.tuples(st.one_of(st.none(), SUGGESTIONS, FAULTS), LABELS, LABELS, st.booleans()), max_size=8)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(PHOTOS)
def test_they_say_what_the_rows_say_whatever_it_is(
    photos: list[tuple[Suggestion | Fault | None, Label | None, Label | None, bool]],
) -> None:
    with TemporaryDirectory() as folder, Session.create(Path(folder) / "s.pawsort") as session:
        ids = [row.photo_id for row in session.add_photos([Path(f"/x/{place}.jpg") for place in range(len(photos))])]
        for key, (said, first, then, leaves) in zip(ids, photos, strict=True):
            path = Path(f"/x/{key}.jpg")
            if isinstance(said, Suggestion):
                session.record_outcomes([outcome(key, path, said, str(key))], PACK)
            elif said is not None:
                session.record_outcomes([PhotoOutcome(key, path, None, None, said)], PACK)
            session.apply(LabelPhotos([key], first))
            session.apply(LabelPhotos([key], then, "rule"))
            if leaves:
                session.apply(RemovePhotos([key]))
            if isinstance(said, Suggestion):
                assert session.further_dogs(key) == tuple(
                    replace(dog, ranked=dog.ranked[:BREEDS_KEPT]) for dog in said.further_dogs
                )
        columns = session.columns()
        rows = session.rows()
        assert [row_of(columns, place) for place in range(len(columns))] == rows
        store = PhotoStore()
        store.load(columns)
        assert store.rows(store.ids) == rows
