"""What is shown of photos where labels taught something goes into rows of the session, from a copy."""

from desktop_app.catalog.values.labels import Label
from desktop_app.photos.shown_suggestions import ShownSuggestions
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import columns_of, learned_columns, store_of

PIT_BULL = "breed:american_pit_bull_terrier"


def test_what_the_memory_says_of_photos_goes_into_their_rows_and_all_others_stay_as_they_are() -> None:
    rows = [make_row(1), make_row(2, "n_green"), make_row(3, None)]
    store = store_of(*rows)
    store.set_learned(learned_columns(store, {2: PIT_BULL}, labels=12))
    shown = ShownSuggestions.learned_in(store)
    assert shown is not None
    now = shown.put_into(rows)
    assert now == [rows[0], store.row(2), rows[2]]
    assert now[1].learned == 12
    assert now[1].suggestion is not None
    assert now[1].suggestion.ranked[0].breed_id == PIT_BULL


def test_without_a_memory_there_is_nothing_to_put_into_rows() -> None:
    store = store_of(make_row(1), make_row(2, label=Label.breed("n_red")))
    assert ShownSuggestions.learned_in(store) is None
    store.set_learned(learned_columns(store, {2: PIT_BULL}))
    assert ShownSuggestions.learned_in(store) is None, "a decided photo shows the pack's own"
    store.set_learned(learned_columns(store, {1: PIT_BULL}))
    assert ShownSuggestions.learned_in(store) is not None
    store.forget_learned()
    assert ShownSuggestions.learned_in(store) is None


def test_what_was_copied_stays_when_the_memory_goes_and_when_another_session_is_opened() -> None:
    rows = [make_row(1)]
    store = store_of(*rows)
    store.set_learned(learned_columns(store, {1: PIT_BULL}))
    shown, was = ShownSuggestions.learned_in(store), store.row(1)
    assert shown is not None
    store.forget_learned()
    store.load(columns_of([make_row(1, "n_blue")]))
    assert shown.put_into(rows) == [was]
