"""An animal of the shelter, and what people answered when they were asked whether two photos show the same one."""

from dataclasses import dataclass
from enum import StrEnum


class Species(StrEnum):
    """What an animal is."""

    DOG = "dog"
    CAT = "cat"
    OTHER = "other"


class SameDog(StrEnum):
    """An answer to "Same dog?"; also what joining and splitting by hand says of two photos."""

    YES = "together"
    NO = "apart"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Animal:
    """One animal of a session.

    Attributes:
        animal_id: stays the same as long as the session is; below zero for one that has no place in it yet.
        name: as people call it; "" where nobody has said.
        number: as the shelter counts it ("A1200"); "" where nobody has said.
        species: what it is.
        note: for the people of the shelter.
    """

    animal_id: int
    name: str = ""
    number: str = ""
    species: Species = Species.DOG
    note: str = ""

    def __hash__(self) -> int:
        # Tables of twenty thousand are asked for each of them at once: to hash the texts too takes ten times as long.
        return self.animal_id

    @property
    def is_named(self) -> bool:
        """Whether it has a name or a number."""
        return bool(self.name or self.number)

    def to_json(self) -> list[str]:
        """What it is, without its id, as the history keeps it."""
        return [self.name, self.number, self.species.value, self.note]

    @classmethod
    def from_json(cls, animal_id: int, read: object) -> "Animal":
        """What `to_json` gave.

        Raises:
            ValueError: it is something else.
        """
        if not isinstance(read, list) or len(read) != 4 or not all(isinstance(each, str) for each in read):
            raise ValueError(f"not an animal: {read!r:.80}")
        return stored_animal(animal_id, *read)


def stored_animal(animal_id: int, name: str, number: str, species: str, note: str) -> Animal:
    """The animal that a session keeps.

    Raises:
        ValueError: it is something else.
    """
    # Half a sign, which JSON can write and nobody can show.
    "".join((name, number, note)).encode()
    return Animal(animal_id, name, number, Species(species), note)
