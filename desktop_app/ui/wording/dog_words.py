"""How the interface speaks of several dogs in one photo."""

from PySide6.QtCore import QObject

from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.numbers import number
from desktop_app.ui.wording.plurals import plurals


class DogWords(QObject):
    """Words for the dogs of a photo."""

    def of(self, place: int, count: int) -> str:
        """Which of how many dogs."""
        return self.tr("Dog {number} of {count}").format(number=number(place), count=number(count))

    def line(self, place: int, count: int) -> str:
        """The same in the line above the suggestions, with the key that leads on."""
        which = plurals.dogs(count) if place == 1 else self.of(place, count)
        return self.tr("{dogs} · {key}").format(dogs=which, key=self.tab())

    def tab(self) -> str:
        """What stands on the key that goes from dog to dog."""
        return self.tr("Tab")

    def tip(self, count: int) -> str:
        """How a dog is chosen."""
        text = self.tr(
            "{dogs} were found. {tab}, {key} or a click on its box chooses another one: what you decide then is for "
            "that dog. The label of the first one is that of the photo."
        )
        return text.format(dogs=plurals.dogs(count), tab=self.tab(), key=key_text("next_dog"))

    def label(self, place: int, label: str) -> str:
        """Whose label it is."""
        return self.tr("Dog {number}: {label}").format(number=number(place), label=label)

    def not_found(self) -> str:
        """That there is a label of a dog, and no suggestion."""
        return self.tr("This dog has a label from before; it is not found in the photo now.")

    def chosen(self, place: int, count: int) -> str:
        """What is told when a dog is chosen of which there is nothing to say."""
        return self.tr("Dog {number} of {count} chosen").format(number=number(place), count=number(count))

    def chosen_looking_like(self, place: int, count: int, breed: str) -> str:
        """What is told when a dog is chosen that has a suggestion."""
        text = self.tr("Dog {number} of {count} chosen: looks like {breed}")
        return text.format(number=number(place), count=number(count), breed=breed)

    def chosen_with_label(self, place: int, count: int, label: str) -> str:
        """What is told when a dog is chosen that has a label."""
        text = self.tr("Dog {number} of {count} chosen: label {label}")
        return text.format(number=number(place), count=number(count), label=label)

    def only_one(self) -> str:
        """What is told where one asks for the next dog, and there is no other."""
        return self.tr("One dog was found in this photo.")

    def none(self) -> str:
        """What is told where nobody knows where the dog is."""
        return self.tr("Where the dog is was not found in this photo.")


dog_words = DogWords()
