"""Changing what breeds are called by one receiver, until somebody saves it."""

from collections.abc import Iterable

from desktop_app.breeds.book import BreedBook
from desktop_app.breeds.own_vocabularies import OwnWords
from desktop_app.breeds.vocabularies import MIX_OF_UNKNOWN, UNKNOWN, Vocabulary


class VocabularyEdit:
    """The vocabulary that ships, and what a person makes of it.

    Attributes:
        given: what Pawsort comes with, or makes of the shelter's own list.
        current: with what the person changed.
    """

    def __init__(self, shipped: Vocabulary, own: OwnWords, book: BreedBook) -> None:
        """Begin with what was saved last; names in it that the receiver has not are let go.

        Args:
            shipped: what Pawsort comes with.
            own: what was saved.
            book: for names in other languages.
        """
        self._shipped, self._book = shipped, book
        self._listed: tuple[str, ...] = ()
        self._changes: dict[str, str | None] = {}
        self.given = self.current = shipped
        if own.names:
            self.use_list(own.names)
        for what, name in own.breeds.items():
            spelt = None if name is None else self.given.spelling(name)
            if name is None or spelt is not None:
                try:
                    self.name(what, spelt)
                except ValueError:
                    continue

    @property
    def own(self) -> OwnWords:
        """What is to be saved: what differs from what is given."""
        return OwnWords(dict(self._changes), self._listed)

    @property
    def own_list(self) -> bool:
        """Whether the shelter's own list is in use."""
        return bool(self._listed)

    def whats(self, also: Iterable[str] = ()) -> list[str]:
        """Ids of all breeds that there is something to say about, `UNKNOWN` and `MIX_OF_UNKNOWN` first.

        Args:
            also: further ones, such as those that a person typed.
        """
        known = (breed.breed_id for breed in self._book)
        return list(dict.fromkeys([UNKNOWN, MIX_OF_UNKNOWN, *known, *self.given.breeds, *self._changes, *also]))

    def name(self, what: str, name: str | None) -> None:
        """Call a breed otherwise; None where it is to have no name.

        Raises:
            ValueError: the receiver has no such name, or wants one.
        """
        changed = self.given.with_changes({**self._changes, what: name})
        is_as_given = name == self.given.name(what) and not (name is None and what in self.given.crosses)
        if is_as_given:
            self._changes.pop(what, None)
        else:
            self._changes[what] = name
        self.current = self.given.with_changes(self._changes) if is_as_given else changed

    def is_changed(self, what: str) -> bool:
        """Whether a person calls it otherwise."""
        return what in self._changes

    def is_near(self, what: str) -> bool:
        """Whether its name there is a wider one, or one that a person may want otherwise."""
        return what in self.current.near and self.current.name(what) is not None

    def reset(self, what: str) -> None:
        """Call it again as given."""
        self._changes.pop(what, None)
        self.current = self.given.with_changes(self._changes)

    def reset_all(self) -> None:
        """Take back everything, the shelter's own list too."""
        self._changes, self._listed = {}, ()
        self.given = self.current = self._shipped

    def use_list(self, names: Iterable[str]) -> None:
        """Take the shelter's own list in place of the one that Pawsort comes with; what was changed before goes.

        Raises:
            ValueError: there are no names, or too many.
        """
        given = self._shipped.with_names(names, self._book)
        self._changes, self._listed = {}, given.names
        self.given = self.current = given
