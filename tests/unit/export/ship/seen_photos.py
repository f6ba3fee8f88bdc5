"""What a made-up graph gives of made-up photos, for tests of the rules that are chosen on them."""

from typing import Any

import numpy as np

from desktop_app.inference.decisions import Looks
from desktop_app.inference.manifest import Breed, InputSpec, Kind, Provenance, SecondLook, Species
from export.ship.deciding import Seen
from training.runs.packs import PackDraft

BREEDS = 8
KNOWN, STRANGERS = 400, 100
UNDECIDED = SecondLook(view="whole", mirrored=True, below=1.0, temperature=1.0)
IDS = [f"b{number}" for number in range(BREEDS)]
KINDS = (Kind(id="kind:first", breeds=("b0", "b1", "b2")), Kind(id="kind:second", breeds=("b3", "b4", "b5")))


def draft(**changes: Any) -> PackDraft:
    """One of which nothing is chosen yet; with `kinds=KINDS`, of six of the eight breeds."""
    values: dict[str, Any] = {
        "name": "Made up",
        "input": InputSpec(width=16, height=16, views=("centre_square",), second_look=UNDECIDED),
        "breeds": tuple(Breed(id=breed, names={"en": breed}) for breed in IDS),
        "temperature": 1.0,
        "species": Species(temperature=1.0),
        "provenance": Provenance(
            recipe="none", created="2026-01-01", data_set="none", data_sha256="0" * 64, weights="none", licence="none"
        ),
    }
    return PackDraft(**values | changes)


def some_seen(seed: int = 3) -> Seen:
    """Photos whose first breed is right for some nine in ten, and dogs of other breeds, less like any of the eight."""
    random = np.random.default_rng(seed)
    labels = np.concatenate([random.integers(0, BREEDS, KNOWN), np.full(STRANGERS, -1)])
    logits = random.normal(0, 1.0, (KNOWN + STRANGERS, 2, BREEDS))
    logits[np.arange(KNOWN), :, labels[:KNOWN]] += random.normal(5, 2, KNOWN)[:, None]
    logits[KNOWN:, :, 0] += random.normal(1.5, 1, STRANGERS)[:, None]
    species = np.zeros((KNOWN + STRANGERS, 2, 3))
    species[..., 0] = 5
    species[:7, :, 0] = -5
    every = np.ones(KNOWN + STRANGERS, np.bool_)
    return Seen(logits, species, labels, logits.max(axis=2), every)


def looks_of(probability: np.ndarray, familiarity: np.ndarray, first: np.ndarray, columns: int = 4) -> Looks:
    """Looks that give the first breed of each photo this probability, and the others the rest in equal parts."""
    photos = len(probability)
    breeds = np.repeat(((1 - probability) / (columns - 1))[:, None], columns, axis=1)
    breeds[np.arange(photos), first] = probability
    return Looks(breeds, np.ones(photos), familiarity, np.zeros(photos, np.bool_))


def seen_of(labels: np.ndarray, chosen_on: np.ndarray | None = None, columns: int = 4) -> Seen:
    """Photos with these labels; what the graph gives of them plays no part."""
    photos = len(labels)
    every = np.ones(photos, np.bool_) if chosen_on is None else chosen_on
    return Seen(np.zeros((photos, 2, columns)), np.zeros((photos, 2, 3)), labels, np.zeros((photos, 2)), every)
