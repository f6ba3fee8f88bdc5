"""Words that exports write into files and names of folders, in every language that Pawsort speaks.

Here and not among the translations of the window: `pawsort export` writes French too, and knows no Qt.
"""

from collections.abc import Callable, Mapping

DEFAULT_LANGUAGE = "en"
TERMS: Mapping[str, Mapping[str, str]] = {
    "breed": {"en": "Looks like", "fr": "Ressemble à"},
    "mix": {"en": "Mix", "fr": "Croisé"},
    "unknown": {"en": "Unknown", "fr": "Inconnu"},
    "no_dog": {"en": "No dog", "fr": "Pas de chien"},
    "several_dogs": {"en": "Several dogs", "fr": "Plusieurs chiens"},
    "undecided": {"en": "Not decided yet", "fr": "Pas encore décidé"},
    "disagreeing": {"en": "Photos disagree", "fr": "Photos en désaccord"},
    "animal": {"en": "Animal", "fr": "Animal"},
    "no_animal": {"en": "No animal", "fr": "Aucun animal"},
    "state": {"en": "State", "fr": "État"},
    "pick": {"en": "Adoption page", "fr": "Page d’adoption"},  # noqa: RUF001 - French
    "dog": {"en": "Dog", "fr": "Chien"},
    "cat": {"en": "Cat", "fr": "Chat"},
    "other": {"en": "Another animal", "fr": "Autre animal"},
    "waiting": {"en": "Waiting", "fr": "En attente"},
    "to_review": {"en": "To review", "fr": "À vérifier"},
    "confirmed": {"en": "Confirmed", "fr": "Confirmé"},
    "corrected": {"en": "Corrected", "fr": "Corrigé"},
    "sheet": {"en": "Photos and labels", "fr": "Photos et étiquettes"},
    "unreadable": {"en": "Unreadable", "fr": "Illisible"},
}
LANGUAGES = tuple(TERMS["mix"])


def terms(language: str) -> Callable[[str], str]:
    """Code → the word in a language, or in English, or the code."""

    def term(code: str) -> str:
        words = TERMS.get(code, {})
        return words.get(language) or words.get(DEFAULT_LANGUAGE) or code

    return term
