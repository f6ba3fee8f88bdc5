"""What a row looks like, gathered from the model: the words, the button, and each square."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QPixmap

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.photos.group_summary import GroupState, GroupSummary
from desktop_app.plain_text import escaped
from desktop_app.ui.animals.model import AnimalsModel
from desktop_app.ui.animals.squares import Squares
from desktop_app.ui.animals.strip import StripLayout
from desktop_app.ui.wording import words
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.keys import key_text


@dataclass(frozen=True, slots=True)
class SquareLook:
    """One photo of a row.

    Attributes:
        picture: its square; None while there is none.
        caption: the words below.
        state: the state whose colour and icon go with the words; None for plain ones.
        dashed: whether it looks like something else than the others.
        left_out: whether a person left it out.
        focused: whether it has the focus.
        broken: whether it cannot be read.
        pick: its place among the picks of the row; 0 for none.
        several_dogs: whether it shows several dogs.
        dogs: how many were found in it; 0 where that is not worth saying.
        target: whether a pick that is dragged would take its place.
        empty: whether nothing is there any more: the photo left by itself.
    """

    picture: QPixmap | None
    caption: str
    state: PhotoState | None
    dashed: bool
    left_out: bool
    focused: bool
    broken: bool
    pick: int = 0
    several_dogs: bool = False
    dogs: int = 0
    target: bool = False
    empty: bool = False


NO_PHOTO = SquareLook(None, "", None, dashed=False, left_out=False, focused=False, broken=False, empty=True)


@dataclass(frozen=True, slots=True)
class RowLook:
    """A whole row.

    Attributes:
        title: what it is called.
        says: what follows that.
        button: the words on the button; "" for none.
        pressable: whether the button does something now.
        all_of: the words on the button beside it, for all photos of a row in which some look different; "" for none.
        all_key: the key that does the same where a person is at the row.
        compact: whether it is one line.
        decided: whether nothing is to be decided any more.
        opened: whether all photos are shown.
        current: whether a person is at it.
        selected: whether it is selected.
        focused: whether the keys go to it.
        target: whether a photo that is dragged would be dropped on it.
        picks: how many photos are picked.
        note: what people of the shelter have to know of the animal.
    """

    title: str
    says: str
    button: str = ""
    pressable: bool = False
    all_of: str = ""
    all_key: str = ""
    compact: bool = False
    decided: bool = False
    opened: bool = False
    current: bool = False
    selected: bool = False
    focused: bool = False
    target: bool = False
    picks: int = 0
    note: str = ""


class Looks:
    """Asks the model what rows look like."""

    def __init__(self, model: AnimalsModel, squares: Squares, breed_name: words.BreedName) -> None:
        self._model, self._squares, self._breed_name = model, squares, breed_name

    def row(self, row: int, confirms: int, *, in_strip: bool = False) -> RowLook:
        """A row, without what the view knows of it.

        Args:
            row: the row.
            confirms: how many photos Enter would confirm now.
            in_strip: whether one of its photos has the focus, to which keys for a breed then belong.
        """
        rows = self._model.rows
        group, animal, summary = rows.group(row), rows.animal(row), rows.summary(row)
        compact, opened = rows.is_compact(row), rows.is_opened(row)
        picks, note = self._model.count_picks(row), escaped(animal.note) if animal is not None else ""
        if rows.is_decided(row):
            said = animal_words.decided(group, animal, summary, self._breed_name)
            return RowLook(said, "", compact=compact, decided=True, opened=opened, picks=picks, note=note)
        says = animal_words.says(group, summary, self._breed_name, self._model.learned(row))
        button, pressable = "", False
        if summary.state is GroupState.NO_MAJORITY:
            button, pressable = ("", False) if opened else (animal_words.open(), True)
        elif summary.state is not GroupState.WAITING:
            button, pressable = animal_words.confirm(confirms), confirms > 0
        all_of, all_key = self._for_all(row, summary, in_strip=in_strip)
        title = animal_words.title(group, animal)
        return RowLook(title, says, button, pressable, all_of, all_key, compact, False, opened, picks=picks, note=note)

    def _for_all(self, row: int, summary: GroupSummary, *, in_strip: bool) -> tuple[str, str]:
        """What gives the label of the row to those too that look different, and its key; ("", "") where none do.

        The key is the one by which that label is chosen anyway: nobody needs Shift for it.
        """
        of_kind = summary.state is GroupState.NO_MAJORITY and summary.kind is not None
        if not of_kind and (summary.state is not GroupState.DISAGREEING or summary.label is None):
            return "", ""
        count = len(self._model.to_decide(row))
        if count < 2:
            return "", ""
        if in_strip:
            return animal_words.all_of(count), key_text("label_row")
        if of_kind:
            return animal_words.all_of(count), key_text("label_kind")
        first = summary.ranked[0].breed_id if summary.ranked else None
        by_line = first is not None and summary.label == Label.breed(first)
        by_letter = "no_dog" if summary.label == NO_DOG else "label_row"
        return animal_words.all_of(count), key_text("suggestion_1" if by_line else by_letter)

    def squares(
        self, row: int, layout: StripLayout, ratio: float, focus: int | None, target: int | None = None
    ) -> list[SquareLook]:
        """The photos of a row that are shown.

        Args:
            row: the row.
            layout: where they stand.
            ratio: pixels of the screen for each of ours.
            focus: the place of the one in focus.
            target: the id of the pick whose place a photo that is dragged would take.
        """
        places = self._model.pick_places(row)
        looks = [
            self._square(row, place, ratio, places, focused=place == focus) for place in range(len(layout.squares))
        ]
        if target is not None and target in (ids := self._model.photo_ids(row)) and ids.index(target) < len(looks):
            looks[ids.index(target)] = replace(looks[ids.index(target)], target=True)
        return looks

    def _square(self, row: int, place: int, ratio: float, picks: Mapping[int, int], *, focused: bool) -> SquareLook:
        model = self._model
        if model.is_empty(row, place):
            return NO_PHOTO
        photo = model.photo(row, place)
        dissents = photo.label is None and model.dissents(row, place)
        summary = model.rows.summary(row)
        split = summary.state is GroupState.NO_MAJORITY
        of_one_kind = split and summary.kind is not None
        caption, state = self._caption(photo, dissents=dissents or split, of_one_kind=of_one_kind)
        left_out = photo.photo_id in model.left_out
        if left_out:
            caption, state = animal_words.left_out(), None
        picture = self._squares.square(photo.photo_id, ratio)
        broken, pick = photo.fault is not None, picks.get(photo.photo_id, 0)
        return SquareLook(
            picture,
            caption,
            state,
            dissents,
            left_out,
            focused,
            broken,
            pick,
            photo.several_dogs,
            words.shown_dogs(photo),
        )

    def _caption(self, photo: PhotoRow, *, dissents: bool, of_one_kind: bool) -> tuple[str, PhotoState | None]:
        if photo.label is not None:
            return words.headline(photo, self._breed_name), photo.state
        if photo.fault is not None:
            return words.headline(photo, self._breed_name), PhotoState.UNREADABLE
        if photo.suggestion is None:
            return words.state_name(PhotoState.WAITING), PhotoState.WAITING
        if not dissents:
            return "", None
        return animal_words.dissent(photo, self._breed_name, of_one_kind=of_one_kind), None
