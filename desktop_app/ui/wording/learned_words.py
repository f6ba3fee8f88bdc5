"""How the interface says what was learned from labels."""

from PySide6.QtCore import QObject

from desktop_app.learning.state import LearnedBreed, LearnedState
from desktop_app.ui.wording.numbers import number
from desktop_app.ui.wording.plurals import plurals


class LearnedWords(QObject):
    """Sentences, with the right plurals."""

    def explained(self) -> str:
        """What it is about, for whoever has never heard of it."""
        return self.tr(
            "Whatever you confirm or correct makes the next suggestions better, at once and only on this computer: "
            "dogs that look like those you labelled are suggested as that breed, also breeds that the model does not "
            "know. Labels never change by themselves, and whatever you undo is forgotten."
        )

    def nothing_yet(self, state: LearnedState) -> str:
        """What is said where nothing was learned."""
        if not state.is_on:
            return self.tr("Learning is switched off: only the model suggests.")
        if state.rests:
            return self.tr(
                "Nothing is learned for now: the suggestions of this session are of another model than the one in use, "
                "or that one cannot be read."
            )
        return self.tr(
            "Nothing yet. A breed that the model does not know is suggested as soon as %Ln photo(s) of different dogs "
            "have that label.",
            "",
            state.needed,
        )

    def state(self, breed: LearnedBreed, state: LearnedState) -> str:
        """Where a breed stands."""
        if not state.is_on:
            return self.tr("not used: learning is off")
        if breed.is_known:
            return self.tr("the model knows it; your labels count too")
        if breed.is_suggested:
            return self.tr("is suggested")
        if not state.has_background:
            return self.tr("not suggested: not with this model")
        missing = state.needed - breed.labels - breed.borrowed
        if missing > 0:
            return self.tr("%Ln more label(s) needed", "", missing)
        return self.tr("not suggested: cannot be told from others")

    def state_meaning(self, breed: LearnedBreed, state: LearnedState) -> str:
        """The same in a sentence."""
        if not state.is_on:
            return self.tr("Learning is switched off: only the model suggests.")
        if breed.is_known:
            return self.tr("The model suggests this breed by itself. Your labels make it more or less likely.")
        if breed.is_suggested:
            return self.tr("The model does not know this breed. It is suggested because of these labels alone.")
        if not state.has_background:
            return self.without_background()
        if state.needed > breed.labels + breed.borrowed:
            return self.tr(
                "A breed is suggested from %Ln label(s) on. Photos of one animal, or taken one after the other, count "
                "once.",
                "",
                state.needed,
            )
        return self.tr(
            "Its photos cannot be told from those of other breeds: they have too little in common, or the model knows "
            "such dogs by another name. More labels may help."
        )

    def counted(self, state: LearnedState) -> str:
        """How many labels there are in all."""
        here = self.tr("%Ln label(s) here", "", state.labels)
        if not state.borrowed:
            text = self.tr("{here}. Photos of one animal count once.").format(here=here)
        else:
            elsewhere = self.tr("%Ln of other sessions", "", state.borrowed)
            text = self.tr("{here}, {elsewhere}. Photos of one animal count once.")
            text = text.format(here=here, elsewhere=elsewhere)
        return text if state.has_background or not state.is_on else f"{text} {self.without_background()}"

    def without_background(self) -> str:
        """What is said of a model that cannot tell what photos of its own breeds are like."""
        return self.tr(
            "The model in use has no description of its own breeds: labels correct it, but breeds that it does not "
            "know cannot be told from them, and are not suggested."
        )

    def now_suggested(self, breed: str, labels: int) -> str:
        """That a breed is suggested for the first time."""
        return self.tr("Pawsort now suggests {breed}: %Ln label(s)", "", labels).format(breed=breed)

    def contradicted(self, labels: int) -> str:
        """That labels are contradicted by all others, and where one looks again."""
        return self.tr("%Ln label(s) deserve a second look: menu Review, Second look", "", labels)

    def memory(self, labels: int, breeds: int) -> str:
        """What another session has learned: "212 labels of 9 breeds"."""
        return self.tr("%Ln label(s) of {breeds}", "", labels).format(breeds=plurals.breeds(breeds))

    def rests(self, pack_name: str) -> str:
        """Why what another session has learned is not used now."""
        text = self.tr("waits: it was made with the model “{model}”")
        return text.format(model=pack_name) if pack_name else self.tr("waits: it was made with another model")

    def borrowed(self, name: str, labels: int, breeds: int) -> str:
        """That what another session has learned is used from now on."""
        text = self.tr("Used from now on, in every session: {labels}, from {name}.")
        return text.format(labels=self.memory(labels, breeds), name=name)

    def saved(self, file: str, labels: int, breeds: int) -> str:
        """That what was learned is in a file."""
        return self.tr("Saved in {file}: {labels}.").format(file=file, labels=self.memory(labels, breeds))

    def spoken_breed(self, name: str, breed: LearnedBreed, state: LearnedState) -> str:
        """A line of the table for screen readers."""
        text = self.tr("{breed}: {here} here, {elsewhere} from other sessions; {state}")
        here, elsewhere = number(breed.labels), number(breed.borrowed)
        return text.format(breed=name, here=here, elsewhere=elsewhere, state=self.state(breed, state))


learned_words = LearnedWords()
