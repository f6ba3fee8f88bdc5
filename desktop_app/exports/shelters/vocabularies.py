"""The words of a receiver for an export, and what a person should know of them before anything is written."""

from desktop_app.breeds.own_vocabularies import all_vocabularies
from desktop_app.breeds.vocabularies import Vocabulary, read_vocabulary, vocabulary_folder
from desktop_app.exports.base import Note


def words_of(receiver: str) -> tuple[Vocabulary, tuple[Note, ...]]:
    """The vocabulary of a receiver as this person wants it, and notes about what of their own words is not in use.

    Raises:
        VocabularyError: the vocabulary that ships is damaged.
    """
    found, faults = all_vocabularies()
    if receiver not in found:
        # Raises; whoever has mended it meanwhile, is lucky.
        return read_vocabulary(vocabulary_folder() / f"{receiver}.json"), ()
    told = {"breeds.own_names_damaged": "own_names_damaged", "breeds.own_names_unknown": "own_names_unknown"}
    notes = [
        Note(told[fault.code], fault.facts, is_warning=True)
        for fault in faults
        if fault.code in told and fault.facts.get("receiver", found[receiver].title) == found[receiver].title
    ]
    return found[receiver], tuple(notes)
