"""What a person is at on the screen Animals: a row, or a photo of it."""

from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import RankedBreed
from desktop_app.plain_text import escaped
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.wording.animals import animal_words


class AnimalFocus:
    """Says what keys would be about."""

    def __init__(self, page: AnimalsPage) -> None:
        self._model, self._view = page.model, page.view

    def ranked(self, row: int | None) -> tuple[RankedBreed, ...]:
        """The breeds that the row, or the photo in focus, looks like."""
        photo = self._view.current_photo()
        if row is None:
            return ()
        if photo is None:
            return self._model.rows.summary(row).ranked
        suggestion = self._model.photo(row, photo).suggestion
        return suggestion.ranked if suggestion is not None else ()

    def kind(self, row: int | None) -> Label | None:
        """The kind of dog that more than half of the row looks like, or the photo in focus does; None for none."""
        photo = self._view.current_photo()
        if row is None:
            return None
        if photo is None:
            return self._model.rows.summary(row).kind
        found = self._model.photo(row, photo)
        offered = None if found.suggestion is None or found.fault is not None else found.suggestion.offered_kind
        return None if offered is None else Label.breed(offered.kind_id)

    def heading(self, row: int | None) -> str:
        """What the row, or the photo in focus, is called."""
        photo = self._view.current_photo()
        if row is None:
            return ""
        if photo is not None:
            return escaped(self._model.photo(row, photo).path.name)
        return animal_words.name(self._model.rows.group(row), self._model.rows.animal(row))
