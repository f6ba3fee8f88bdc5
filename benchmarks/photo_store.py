"""What 100,000 photos in memory cost, and 10,000: milliseconds, best and median of a few, and how many times as much.

Usage: python -m benchmarks.photo_store [--few 10000] [--many 100000] [--rounds 7] [--processor-time]

All of it happens in one thread, so that on a machine that is busy with other things the time of the processor says more
than that of the clock.
"""

import argparse
import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from benchmarks.pack import pack_breeds
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.faults import Fault
from desktop_app.photos.arrangement import Arrangement, SectionBy, SortBy, arrange
from desktop_app.photos.filters import Filters, counts, passing
from desktop_app.photos.frozen_order import FrozenOrder
from desktop_app.photos.session_statistics import taken_from
from desktop_app.photos.statistics import statistics as figures
from desktop_app.photos.store import PhotoStore

BREEDS = len(pack_breeds())
PHOTOS_OF_AN_ANIMAL = 5
PHOTOS_IN_A_FOLDER = 400
CHUNK = 1_000
# Asked for at 100,000 photos; milliseconds, and megabytes for memory.
BUDGETS = {"load": 300.0, "put 1,000": 20.0, "text": 30.0, "memory": 120.0}
BUDGET_OF_A_STEP = 30.0


def columns_of(photos: int) -> PhotoColumns:
    """A session of many kennels: nine of ten photos have a suggestion, two of five have a label."""
    random = np.random.default_rng(0)
    breeds = [f"n0{2085620 + place}" for place in range(BREEDS)]
    status = random.choice(np.array([-1, 0, 1], np.int8), photos, p=[0.05, 0.85, 0.10])
    faults = np.where((status == -1) & (random.random(photos) < 0.2), 0, -1)
    known = status >= 0
    first = np.minimum(random.geometric(0.04, photos) - 1, BREEDS - 1)
    ranked = (first[:, None] + np.arange(5)) % BREEDS
    shares = np.sort(random.dirichlet(np.full(5, 0.4), photos), axis=1)[:, ::-1]
    labels = [Label.breed(breed) for breed in breeds]
    labels += [NO_DOG, UNKNOWN, *(Label.mix(breeds[place], breeds[place + 1]) for place in range(BREEDS - 1))]
    agreeing = np.where(random.random(photos) < 0.7, first, random.integers(0, len(labels), photos))
    decided = random.random(photos) < 0.4
    sets = [tuple(breeds[(place + step) % BREEDS] for step in range(3)) for place in range(BREEDS)]
    day = 86_400 * 10**9
    modified = 1_600_000_000 * 10**9 + random.integers(0, 2_000, photos) * day + np.arange(photos)
    return PhotoColumns(
        photo_ids=np.arange(1, photos + 1, dtype=np.int64),
        paths=[
            path_of(number, random_number) for number, random_number in enumerate(random.permutation(photos).tolist())
        ],
        modified_ns=modified,
        faults=faults.astype(np.int32),
        fault_table=[Fault("photo.damaged_kind", {"kind": "jpeg"})],
        status=status,
        dog_probability=np.where(known, np.where(status == 1, 0.05, 0.97), np.nan),
        breed_table=breeds,
        ranked=np.where(known[:, None], ranked, -1).astype(np.int32),
        probabilities=np.where(known[:, None], shares, np.nan),
        confidence=np.where(status == 0, random.integers(0, 3, photos), -1).astype(np.int8),
        breed_sets=np.where(status == 0, first, -1).astype(np.int32),
        set_table=sets,
        mixes=np.where((status == 0) & (random.random(photos) < 0.1), first, -1).astype(np.int32),
        mix_table=[(breeds[place], breeds[(place + 1) % BREEDS]) for place in range(BREEDS)],
        kinds=np.where(status == 0, first, -1).astype(np.int32),
        kind_probability=np.where(status == 0, shares.sum(axis=1), np.nan),
        kind_confidence=np.where(status == 0, random.integers(0, 3, photos), -1).astype(np.int8),
        boxes=np.where(status[:, None] == 0, [0.25, 0.25, 0.75, 1.0], np.nan).astype(np.float32),
        dogs=np.where(status == 0, random.choice([1, 2], photos, p=[0.9, 0.1]), 0).astype(np.int16),
        labels=np.where(decided, agreeing, -1).astype(np.int32),
        label_table=labels,
        label_change=np.where(decided, 1 + np.arange(photos), 0),
        decided_ns=np.where(decided, modified + day, 0),
        deciders=np.where(decided, 0, -1).astype(np.int32),
        decider_table=["person"],
        turned=np.zeros(photos, np.int16),
        taken_at=np.where(random.random(photos) < 0.7, modified - day, 0),
        of_another_file=np.zeros(photos, np.bool_),
        animals=np.arange(photos, dtype=np.int32) // PHOTOS_OF_AN_ANIMAL,
        animal_table=[Animal(1 + place, f"Dog {place}") for place in range(-(-photos // PHOTOS_OF_AN_ANIMAL))],
        pick=np.zeros(photos, np.int32),
        several_dogs=np.zeros(photos, np.bool_),
        one_dog=np.zeros(photos, np.bool_),
        arranged_by=np.ones(photos, np.int64),
    )


def path_of(number: int, mixed: int) -> str:
    kennel = mixed // PHOTOS_IN_A_FOLDER
    return f"/home/volunteer/Pictures/shelter/2026/kennel {kennel}/IMG_{number % 10_000:04}.JPG"


class Cost(NamedTuple):
    """Milliseconds, or megabytes."""

    best: float
    median: float


class Clock:
    """Which time counts."""

    now: Callable[[], float] = staticmethod(time.perf_counter)


def cost_of(rounds: int, act: Callable[[], object]) -> Cost:
    times = []
    for _ in range(rounds):
        start = Clock.now()
        act()
        times.append((Clock.now() - start) * 1000)
    return Cost(min(times), statistics.median(times))


def names(label: Label) -> str:
    return " + ".join(label.breed_ids) or label.kind.value


class Fresh:
    """Changes a store needs are not the same twice."""

    def __init__(self, store: PhotoStore) -> None:
        self._store = store
        self._rows = store.rows(store.ids[:: max(1, len(store) // CHUNK)][:CHUNK])
        self._change = 10**9
        self._next_id = int(store.ids.max())

    def relabelled(self) -> list[PhotoRow]:
        self._change += 1
        return [replace(row, label=NO_DOG, label_change=self._change) for row in self._rows]

    def new(self) -> list[PhotoRow]:
        rows = []
        for row in self._rows:
            self._next_id += 1
            rows.append(replace(row, photo_id=self._next_id, path=row.path.with_name(f"IMG_{self._next_id}.JPG")))
        return rows


def measured(photos: int, rounds: int) -> dict[str, Cost]:
    """What each thing costs at so many photos."""
    columns = columns_of(photos)
    store = PhotoStore()
    found = {"load": cost_of(max(2, rounds // 2), lambda: store.load(columns))}
    for by in SortBy:
        for descending in (False, True):
            plan = Arrangement(sort_by=by, descending=descending)
            found[f"arrange by {by}{', descending' * descending}"] = cost_of(
                rounds, partial(arrange, store, plan, names)
            )
    for sections in list(SectionBy)[1:]:
        plan = Arrangement(sort_by=SortBy.PROBABILITY, sections=sections)
        found[f"arrange by probability in sections by {sections}"] = cost_of(
            rounds, partial(arrange, store, plan, names)
        )
    filters = {
        "state": Filters({"state": PhotoState.TO_REVIEW}),
        "breed": Filters({"looks_like": columns.breed_table[3]}),
        "confidence": Filters({"confidence": Confidence.SURE}),
        "probability": Filters({"probability": (0.8, 1.0)}),
        "suggested: no dog": Filters({"suggested_no_dog": True}),
    }
    for name, chosen in filters.items():
        plan = Arrangement(chosen, SortBy.BREED)
        found[f"filter {name}"] = cost_of(rounds, partial(passing, store, chosen))
        found[f"filter {name}, sort by breed, counts"] = cost_of(rounds, partial(choose, store, plan))
    found["counts without a filter"] = cost_of(rounds, lambda: counts(store, Filters()))
    three = Filters({"state": PhotoState.TO_REVIEW, "probability": (0.5, 1.0), "confidence": Confidence.SURE})
    found["counts with three filters"] = cost_of(rounds, lambda: counts(store, three))
    typed = iter([f"img_{number}" for number in range(10 * rounds)] + ["jpg"] * 10 * rounds)
    found["text, few found"] = cost_of(rounds, lambda: passing(store, Filters({"text": next(typed)})))
    found["text, all found"] = cost_of(rounds, lambda: store.names._search("jpg", store.folder))
    found["statistics"] = cost_of(rounds, lambda: figures(store))
    found["columns copied for statistics"] = cost_of(rounds, lambda: taken_from(store))
    found |= changes(store, rounds)
    found["memory, MB"] = Cost(*[megabytes(columns)] * 2)
    return found


def choose(store: PhotoStore, plan: Arrangement) -> None:
    """What follows when a person chooses a filter."""
    arrange(store, plan, names)
    counts(store, plan.filters)


def changes(store: PhotoStore, rounds: int) -> dict[str, Cost]:
    fresh, order = Fresh(store), FrozenOrder(store, Arrangement(sort_by=SortBy.BREED), names)
    chunks = iter([fresh.relabelled() for _ in range(rounds)])
    found = {"put 1,000 relabelled": cost_of(rounds, lambda: store.put(next(chunks)))}
    chunks = iter([fresh.new() for _ in range(2 * rounds)])
    found["put 1,000 new"] = cost_of(rounds, lambda: store.put(next(chunks)))
    found["1,000 new put, and joined to the frozen order"] = cost_of(
        rounds, lambda: order.extend(store.put(next(chunks)).added)
    )
    found["arrange again, by breed"] = cost_of(rounds, order.arrange)

    def ask() -> bool:
        store.version += 1
        return order.stale

    found["whether it is stale"] = cost_of(rounds, ask)
    ids = store.ids
    gone = ids[:: max(1, len(ids) // CHUNK)][:CHUNK]
    back = store.rows(gone)

    def out_and_in() -> None:
        store.remove(gone)
        order.update()
        order.extend(store.put(back).added)

    found["1,000 taken out and back"] = cost_of(rounds, out_and_in)
    some = ids[::97][:60]
    found["60 rows to paint"] = cost_of(rounds, lambda: store.rows(some))
    every = order.ids()
    found["positions of all ids"] = cost_of(rounds, lambda: store.positions(every))
    return found


def megabytes(columns: PhotoColumns) -> float:
    """Memory of a store that has been searched, arranged and shown, its paths among it."""
    gc.collect()
    tracemalloc.start()
    store = PhotoStore()
    # Copies of the paths, which would otherwise count as the columns' own.
    store.load(replace(columns, paths=["".join(path) for path in map(list, columns.paths)]))
    order = FrozenOrder(store, Arrangement(Filters({"text": "img"}), SortBy.BREED), names)
    order.extend(store.put(Fresh(store).new()).added)
    gc.collect()
    used = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return used


def budget_of(what: str) -> float | None:
    if what.startswith(("arrange", "filter", "counts")):
        return BUDGET_OF_A_STEP
    return next((budget for name, budget in BUDGETS.items() if what.startswith(name)), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--processor-time", action="store_true")
    options = parser.parse_args()
    if options.processor_time:
        Clock.now = time.thread_time
    few, many = measured(options.few, options.rounds), measured(options.many, options.rounds)
    print(f"{'milliseconds':50} {options.few:>9,} {'':>9} {options.many:>9,}")
    print(f"{'':50} {'best':>9} {'median':>9} {'best':>9} {'median':>9} {'ratio':>7} {'budget':>7}")
    for what, cost in many.items():
        base, budget = few[what], budget_of(what)
        # The best counts: what other programs do meanwhile is not the store's.
        asked = "" if budget is None else f"{budget:7.0f}{'' if cost.best <= budget else '  OVER'}"
        times = cost.best / base.best
        print(f"{what:50} {base.best:9.2f} {base.median:9.2f} {cost.best:9.2f} {cost.median:9.2f} {times:7.1f} {asked}")


if __name__ == "__main__":
    main()
