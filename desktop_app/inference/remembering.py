"""What is said of photos with the memory: the rules of the pack on probabilities that the memory adjusted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import BREEDS_IN_A_ROW
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, SuggestedKind, Suggestion, SuggestionStatus
from desktop_app.inference.decisions import NO_PAIR, ORDER, breed_sets
from desktop_app.inference.manifest_rules import Mix, Thresholds
from desktop_app.inference.remembering_kinds import NO_WORD, KindsBefore, KindsOfBreeds, KindsSaid, kinds_with_memory
from desktop_app.learning.looks import NONE, Adjusted, Looks
from desktop_app.learning.memory import Memory

_SURE, _MAYBE, _UNSURE = range(len(ORDER))


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What is said of the m photos of an `Adjusted`, in its order.

    Attributes:
        no_dog: which are suggested as "no dog", `[m]`.
        words: int8 `[m]`: places in `decisions.ORDER`; `NO_WORD` for "no dog", and where the pack has no such rules.
        in_set: bool `[m, k]`: which of the ranked breeds are in the short set.
        mixes: int64 `[m, 2]`, places of the proposed pairs in the memory's `breed_ids`; `NO_PAIR` where none is.
        ranked: int32 `[m, k]`, as in the `Adjusted`.
        kinds: the kinds of dog; none where the pack has none.
    """

    no_dog: NDArray[np.bool_]
    words: NDArray[np.int8]
    in_set: NDArray[np.bool_]
    mixes: NDArray[np.int64]
    ranked: NDArray[np.int32]
    kinds: KindsSaid

    @property
    def confidence(self) -> list[Confidence | None]:
        """The words; None for none."""
        return [None if word == NO_WORD else ORDER[word] for word in self.words.tolist()]

    @property
    def sets(self) -> list[tuple[int, ...]]:
        """For each its short set of breeds, places in the memory's `breed_ids`, likeliest first."""
        return [tuple(ranked[some].tolist()) for ranked, some in zip(self.ranked, self.in_set, strict=True)]

    def different_sets(self) -> tuple[NDArray[np.int32], tuple[tuple[int, ...], ...]]:
        """Places of the sets among the different ones, int32 `[m]`, -1 for an empty one; and the different ones."""
        return _different(np.where(self.in_set, self.ranked, NONE))

    def different_mixes(self) -> tuple[NDArray[np.int32], tuple[tuple[int, ...], ...]]:
        """Places of the proposed pairs among the different ones, int32 `[m]`, -1 for none; and the different ones."""
        return _different(self.mixes.astype(np.int32))


def said_with_memory(
    adjusted: Adjusted,
    was_sure: NDArray[np.bool_],
    thresholds: Thresholds,
    breed_ids: tuple[str, ...],
    kinds: KindsBefore | None = None,
) -> Said:
    """Apply the pack's rules to what the memory adjusted, as `decisions.decide` does to what the pack says.

    "Sure" is only what was, the pack's word for the same first breed that the memory does not doubt, or what the memory
    vouches for.

    Args:
        adjusted: by the memory.
        was_sure: bool `[m]`: whether the pack was sure of the breed that is first now.
        thresholds: of the pack.
        breed_ids: of the memory.
        kinds: what the pack says of kinds; None for packs without.
    """
    shares = np.nan_to_num(adjusted.probabilities)
    no_dog = np.asarray(adjusted.dog < thresholds.dog)
    words = _words(shares[:, 0], (was_sure | adjusted.sure) & ~(adjusted.doubted & ~adjusted.sure), thresholds)
    in_set = np.zeros(shares.shape, np.bool_)
    if thresholds.conformal is not None and len(shares):
        in_set = breed_sets(shares, thresholds.conformal) & (adjusted.ranked != NONE)
        sure = words == _SURE
        in_set[sure] = False
        in_set[sure, 0] = True
        if thresholds.sure is not None:
            words[~in_set.any(axis=1)] = _UNSURE
            in_set[words == _UNSURE] = False
    mixes = np.full((len(shares), 2), NO_PAIR, np.int64)
    if thresholds.mix is not None and shares.shape[1] > 1:
        proposed = _share_it(adjusted, shares, thresholds.mix, breed_ids) & (words != _SURE) & ~no_dog
        mixes[proposed] = adjusted.ranked[proposed, :2]
    words[no_dog] = NO_WORD
    in_set[no_dog] = False
    of_kinds = KindsSaid.nothing(len(adjusted)) if kinds is None else kinds_with_memory(adjusted, kinds, no_dog)
    return Said(no_dog, words, in_set, mixes, adjusted.ranked, of_kinds)


def remembered(
    suggestions: Sequence[Suggestion], memory: Memory, thresholds: Thresholds, kinds: KindsOfBreeds | None = None
) -> list[tuple[Suggestion, int]]:
    """What is suggested with the memory, for whoever has suggestions and no columns: what the window says of them.

    Args:
        suggestions: of the pack of which the memory is, with their embeddings.
        memory: what was learned.
        thresholds: of the pack.
        kinds: of which kind the memory's breeds are; None for packs without kinds.

    Returns:
        of each photo its suggestion, and how many labels stand behind the first breed. Where the memory says nothing
        else than the pack, and where there is no embedding, it is the suggestion that was given, and none.
    """
    answers = [(suggestion, 0) for suggestion in suggestions]
    asked = [place for place, each in enumerate(suggestions) if each.embedding is not None and each.ranked]
    if not asked:
        return answers
    looks = _looks([suggestions[place] for place in asked], memory)
    adjusted = memory.adjust(looks)
    changed = [suggestions[asked[row]] for row in adjusted.rows.tolist()]
    firsts = [memory.breed_ids[place] for place in adjusted.ranked[:, 0].tolist()]
    was_sure = [
        each.confidence is Confidence.SURE and each.ranked[0].breed_id == first
        for each, first in zip(changed, firsts, strict=True)
    ]
    before = None if kinds is None else _kinds_before(changed, looks.at(adjusted.rows.astype(np.intp)), kinds)
    said = said_with_memory(adjusted, np.array(was_sure, np.bool_), thresholds, memory.breed_ids, before)
    words, sets, mixes = said.confidence, said.sets, said.mixes.tolist()
    for row, suggestion in enumerate(changed):
        dog = float(adjusted.dog[row])
        answer = replace(
            suggestion,
            status=SuggestionStatus.NO_DOG if said.no_dog[row] else SuggestionStatus.OK,
            dog_probability=None if np.isnan(dog) else dog,
            ranked=_ranked(suggestion, adjusted, row, memory.breed_ids),
            confidence=words[row],
            breed_set=tuple(memory.breed_ids[place] for place in sets[row]),
            proposed_mix=None
            if mixes[row][0] == NO_PAIR
            else (memory.breed_ids[mixes[row][0]], memory.breed_ids[mixes[row][1]]),
            kind=None if kinds is None else _kind_of(said.kinds, row, kinds),
        )
        answers[asked[int(adjusted.rows[row])]] = answer, int(adjusted.learned[row])
    return answers


def _kinds_before(suggestions: Sequence[Suggestion], looks: Looks, table: KindsOfBreeds) -> KindsBefore:
    """What the pack says of the kinds of these photos."""
    kinds = [each.kind for each in suggestions]
    said = KindsSaid(
        np.array([table.place(None if kind is None else kind.kind_id) for kind in kinds], np.int32),
        np.array([np.nan if kind is None else kind.probability for kind in kinds]),
        np.array(
            [NO_WORD if kind is None or kind.confidence is None else ORDER.index(kind.confidence) for kind in kinds],
            np.int8,
        ),
    )
    return KindsBefore(table, looks.ranked, looks.probabilities, said)


def _kind_of(said: KindsSaid, row: int, table: KindsOfBreeds) -> SuggestedKind | None:
    place, word = int(said.kinds[row]), int(said.words[row])
    if place == NONE:
        return None
    return SuggestedKind(table.ids[place], float(said.probabilities[row]), None if word == NO_WORD else ORDER[word])


def _words(best: NDArray[np.float64], vouched: NDArray[np.bool_], thresholds: Thresholds) -> NDArray[np.int8]:
    if thresholds.sure is None or thresholds.maybe is None:
        return np.full(len(best), NO_WORD, np.int8)
    words = np.full(len(best), _UNSURE, np.int8)
    words[best >= thresholds.maybe.probability] = _MAYBE
    words[(best >= thresholds.sure.probability) & vouched] = _SURE
    return words


def _share_it(
    adjusted: Adjusted, shares: NDArray[np.float64], rule: Mix, breed_ids: tuple[str, ...]
) -> NDArray[np.bool_]:
    """Where the first two breeds share it, bool `[m]`: `decisions.mix_pairs` for what is ranked already."""
    first, second = shares[:, 0], shares[:, 1]
    shared = (first + second >= rule.together) & (second >= rule.balance * first) & (adjusted.dog >= rule.dog)
    shared &= (adjusted.ranked[:, :2] != NONE).all(axis=1)
    place_of = {breed_id: place for place, breed_id in enumerate(breed_ids)}
    alike = {tuple(sorted((place_of[one], place_of[other]))) for one, other in rule.look_alikes}
    numbers = [one * len(breed_ids) + other for one, other in alike]
    pairs = np.sort(adjusted.ranked[:, :2].astype(np.int64), axis=1)
    return np.asarray(shared & ~np.isin(pairs[:, 0] * len(breed_ids) + pairs[:, 1], numbers))


def _looks(suggestions: Sequence[Suggestion], memory: Memory) -> Looks:
    """As a session's columns have them: of the first few breeds."""
    place_of = {breed_id: place for place, breed_id in enumerate(memory.breed_ids[: memory.known])}
    ranked = np.full((len(suggestions), BREEDS_IN_A_ROW), NONE, np.int32)
    shares = np.full(ranked.shape, np.nan)
    for row, suggestion in enumerate(suggestions):
        for column, breed in enumerate(suggestion.ranked[:BREEDS_IN_A_ROW]):
            ranked[row, column] = place_of[breed.breed_id]
            shares[row, column] = breed.probability
    dog = [np.nan if each.dog_probability is None else each.dog_probability for each in suggestions]
    embeddings = np.stack([np.asarray(each.embedding, np.float16) for each in suggestions])
    return Looks(memory.space.project(embeddings), ranked, shares, np.array(dog))


def _ranked(
    suggestion: Suggestion, adjusted: Adjusted, row: int, breed_ids: tuple[str, ...]
) -> tuple[RankedBreed, ...]:
    """All breeds: those that the memory ranks, then what the pack says of the others, in what is left."""
    ranked = [
        RankedBreed(breed_ids[place], float(share))
        for place, share in zip(adjusted.ranked[row].tolist(), adjusted.probabilities[row].tolist(), strict=True)
        if place != NONE
    ]
    named = {breed.breed_id for breed in ranked}
    others = [breed for breed in suggestion.ranked if breed.breed_id not in named]
    left = max(1 - sum(breed.probability for breed in ranked), 0.0)
    scale = left / max(sum(breed.probability for breed in others), 1e-12)
    lowest = ranked[-1].probability
    scaled = [RankedBreed(breed.breed_id, min(breed.probability * scale, lowest)) for breed in others]
    return (*ranked, *scaled)


def _different(rows: NDArray[np.int32]) -> tuple[NDArray[np.int32], tuple[tuple[int, ...], ...]]:
    """Places of rows among the different ones, -1 for those of nothing, and these."""
    if not rows.size:
        return np.full(len(rows), NONE, np.int32), ()
    packed = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.shape[1] * rows.itemsize))).reshape(-1)
    _, first, which = np.unique(packed, return_index=True, return_inverse=True)
    different = [tuple(place for place in row if place != NONE) for row in rows[first].tolist()]
    places = np.cumsum([bool(each) for each in different]) - 1
    places[[not each for each in different]] = NONE
    return places[which].astype(np.int32), tuple(each for each in different if each)
