"""What was learned, as plain data: what a person is told of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LearnedBreed:
    """What stands behind one breed.

    Attributes:
        breed_id: of the breed.
        labels: of this session; those of one animal or burst count once.
        borrowed: of other sessions.
        is_known: to the pack.
        is_suggested: whether there are enough labels, and the memory speaks of it.
    """

    breed_id: str
    labels: int
    borrowed: int
    is_known: bool
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class LearnedState:
    """What the memory is made of.

    Attributes:
        breeds: most labels first.
        labels: of this session, of all kinds; those of one animal or burst count once.
        borrowed: of other sessions.
        needed: labels from which on a breed that the pack does not know is suggested.
        is_on: whether it learns.
        has_background: whether the pack tells what its own breeds look like.
    """

    breeds: tuple[LearnedBreed, ...]
    labels: int
    borrowed: int
    needed: int
    is_on: bool
    has_background: bool
