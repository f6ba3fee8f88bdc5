"""What the memory knows, as plain data for whoever shows it."""

from dataclasses import dataclass

ENOUGH = 3
"""From so many labels on, a breed that the pack does not know is suggested; those of one animal or burst count once."""


@dataclass(frozen=True, slots=True)
class LearnedBreed:
    """What is known of one breed.

    Attributes:
        breed_id: the breed.
        labels: of this session; those of one animal or burst count once.
        borrowed: of other sessions.
        is_known: to the pack.
        is_suggested: enough labels, and the memory speaks of it.
    """

    breed_id: str
    labels: int
    borrowed: int
    is_known: bool
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class LearnedState:
    """What is known of all.

    Attributes:
        breeds: those that labels name, most labels first.
        labels: of this session, all kinds; those of one animal or burst count once.
        borrowed: of other sessions.
        needed: labels from which on a breed that the pack does not know is suggested.
        is_on: whether suggestions are adjusted.
        has_background: whether the pack tells what its training photos are like.
        rests: whether nothing is learned for now: what is suggested is of another pack than the one that is in use, or
            that cannot be read.
    """

    breeds: tuple[LearnedBreed, ...]
    labels: int
    borrowed: int
    needed: int
    is_on: bool
    has_background: bool
    rests: bool = False
