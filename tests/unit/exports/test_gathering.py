"""What is exported is what the session says, of the files as they are now; the one way for window and command line."""

import os
from dataclasses import replace

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.suggestions import RankedBreed, SuggestionStatus
from desktop_app.exports.gathering import gathered
from desktop_app.photos.picks import proposed
from tests.golden.session import GoldenSession


def test_a_file_that_is_gone_is_missing_and_no_picture_of_its_animal(golden: GoldenSession) -> None:
    torn = next(each for each in gathered(golden.file).herd() if each.animal.number == "A1243")
    gone = [row for row in torn.photos if row.missing]
    assert [row.path.exists() for row in gone] == [False]
    assert not {row.photo_id for row in gone} & {row.photo_id for row in torn.pictures(6)}


def test_a_photo_in_place_of_another_has_neither_its_suggestion_nor_its_label(golden: GoldenSession) -> None:
    before = {row.photo_id: row for row in gathered(golden.file).rows()}
    photo = next(row for row in before.values() if row.label is not None and row.fault is None and not row.missing)
    content = photo.path.read_bytes()
    photo.path.write_bytes(content + b"another end")
    row = next(each for each in gathered(golden.file).rows() if each.photo_id == photo.photo_id)
    assert (row.label_of_another_file, row.suggestion, row.label) == (True, None, photo.label)
    with Session.open(golden.file) as session:
        assert session.row(photo.photo_id) == replace(before[photo.photo_id], missing=False), (
            "the session is not changed"
        )
    photo.path.write_bytes(content)
    os.utime(photo.path, ns=(1, 1))
    row = next(each for each in gathered(golden.file).rows() if each.photo_id == photo.photo_id)
    assert (row.label_of_another_file, row.label) == (False, photo.label), "a new time alone makes no other photo"


def test_photos_are_written_in_the_order_in_which_they_were_asked_for(golden: GoldenSession) -> None:
    assert [row.photo_id for row in gathered(golden.file, [9, 3, 7]).rows()] == [9, 3, 7]


def test_pictures_are_the_picks_or_else_photos_that_show_the_animal(golden: GoldenSession) -> None:
    herd = {each.animal.number: each for each in gathered(golden.file).herd()}
    picked = herd["A1246"]
    assert [row.pick for row in picked.pictures(4)] == sorted(row.pick for row in picked.photos if row.pick)[:4]
    assert herd["A1242"].pictures(4) != list(herd["A1242"].photos)
    for each in herd.values():
        assert all(row.fault is None and not row.missing and not row.label_of_another_file for row in each.pictures(6))


def test_where_nobody_picked_the_best_photos_are_proposed_as_on_the_animals_screen(golden: GoldenSession) -> None:
    herd = [each for each in gathered(golden.file).herd() if not any(row.pick for row in each.photos)]
    several = [each for each in herd if len(each.pictures(6)) > 1]
    assert several
    with Session.open(golden.file) as session:
        for each in several:
            evidence = session.evidence([row.photo_id for row in each.pictures(6)])
            known, vectors = session.embeddings_of(evidence.photo_ids.tolist())
            assert known in ([], evidence.photo_ids.tolist())
            wanted = proposed(evidence, vectors if known else None, 6)
            assert [row.photo_id for row in each.pictures(6)] == wanted


def test_rows_are_gathered_as_a_memory_has_them_and_decided_ones_as_they_were(golden: GoldenSession) -> None:
    said = RowSuggestion(SuggestionStatus.OK, 0.9, (RankedBreed("own:Podenco mix", 0.8),))

    def adjust(rows: list[PhotoRow]) -> list[PhotoRow]:
        return [replace(row, suggestion=said, learned=12) for row in rows]

    before = list(gathered(golden.file).rows())
    after = list(gathered(golden.file, adjust=adjust).rows())
    is_open = [row.suggestion is not None and row.own_label is None for row in before]
    assert {True, False} == set(is_open)
    for old, new, was_open in zip(before, after, is_open, strict=True):
        assert (new.learned, new.suggestion) == ((12, said) if was_open else (0, old.suggestion))
        assert was_open or new == old
