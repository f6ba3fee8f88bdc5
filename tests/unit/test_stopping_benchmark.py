"""What the person at the window writes down is what has to be in the file."""

from benchmarks.stopping.in_the_file import words_of_the_pack
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import learned_columns, store_of


def test_what_must_be_in_the_file_is_the_word_of_the_pack_whatever_labels_teach() -> None:
    rows = [make_row(1), make_row(2, "n_green"), make_row(3, None)]
    store = store_of(*rows)
    before = words_of_the_pack(store, [0, 1, 2])
    assert {photo_id: first for photo_id, (first, _) in before.items()} == {1: "n_red", 2: "n_green"}
    store.set_learned(learned_columns(store, {2: "breed:american_pit_bull_terrier"}, labels=12))
    assert store.row(2).suggestion != rows[1].suggestion
    assert words_of_the_pack(store, [0, 1, 2]) == before
