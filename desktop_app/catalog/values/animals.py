"""Animals: plain data."""

from dataclasses import dataclass
from enum import StrEnum


class Species(StrEnum):
    """What an animal is."""

    DOG = "dog"
    CAT = "cat"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Animal:
    """One animal."""

    animal_id: int
    name: str = ""
    number: str = ""
    species: Species = Species.DOG
    note: str = ""
