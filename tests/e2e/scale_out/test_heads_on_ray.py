"""Actors of Ray find the head that threads find, whoever of them answers first."""

import csv
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scale_out.errors import ScaleError
from scale_out.heads.crews import Actors, Threads, gathered, shared_out
from scale_out.heads.fitting import Wish, fit_head
from scale_out.heads.labels import read_labels
from scale_out.heads.sides import sides_of
from scale_out.heads.sources import labels_in
from scale_out.places import Place
from scale_out.results import Results
from tests.unit.scale_out.made_embeddings import SIZE, embeddings, outcome, path_of, write_results

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("whole machine")]


def ask_for_long(actors: Actors) -> None:
    """Ray ends an actor by a message, which may come behind a question where much else is going on."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        actors.ask("met")


def test_actors_and_threads_find_the_same_head_and_a_lost_actor_is_told(ray_here: Any, tmp_path: Path) -> None:
    vectors, classes = embeddings(400)
    write_results(tmp_path / "results", [outcome(number, vector) for number, vector in enumerate(vectors)])
    with (tmp_path / "labels.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [(path_of(number), ("Beagle", "Chihuahua", "Pug")[label]) for number, label in enumerate(classes)]
        csv.writer(stream).writerows([("path", "label"), *rows])
    results = Results.of(Place.of(str(tmp_path / "results")))
    labels = read_labels("labels", labels_in(tmp_path / "labels.csv"), results.run)
    wish, shares = Wish(penalties=(0.1, 0.01)), shared_out(results.partitions(), 2)
    heads = []
    actors = Actors(ray_here, 2, SIZE)
    for crew in (actors, Threads(2, SIZE, tmp_path)):
        held = gathered(crew, shares, labels, lambda *_: None)
        sides = sides_of(held, labels.breeds, wish.validation)
        heads.append(fit_head(crew, held, sides, SIZE, wish, lambda _: None).head)
    ray_here.kill(actors._shards[1])
    with pytest.raises(ScaleError, match="Nothing was written: start the same command again"):
        ask_for_long(actors)
    assert np.abs(heads[0].kernel - heads[1].kernel).max() < 1e-6
    assert np.abs(heads[0].kernel).max() > 0.1
