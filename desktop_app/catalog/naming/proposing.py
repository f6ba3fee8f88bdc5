"""Which pattern fits a session's photos best, and whether its folders look like animals at all."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from statistics import median

from desktop_app.catalog.naming.finding import Finding, find_animals
from desktop_app.catalog.naming.patterns import Pattern, Source
from desktop_app.catalog.naming.photo_paths import PhotoPaths
from desktop_app.catalog.naming.presets import PRESETS, Preset

# A shelter takes a few photos of an animal to a few dozen; more are a collection, and one a file is a coincidence.
FEWEST_PHOTOS, MOST_PHOTOS = 2, 80
# Less is chance: then nobody is asked.
LEAST_SHARE = 0.5
FEWEST_ANIMALS = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """The preset that fits best.

    Attributes:
        preset: which.
        pattern: its pattern.
        finding: what it finds.
        score: 0 to 1.
        named: how many photos the finding gives an animal: counted with it, not where somebody waits.
    """

    preset: Preset
    pattern: Pattern
    finding: Finding
    score: float
    named: int

    @property
    def is_worth_asking(self) -> bool:
        """Whether it is likely enough to be offered to somebody who did not ask: folders alone, and several animals."""
        is_likely = self.named >= LEAST_SHARE * self.finding.photos and self.score >= LEAST_SHARE
        is_sure = self.pattern.has_number or self.named >= 0.8 * self.finding.photos
        return is_likely and is_sure and len(self.finding.animals) >= FEWEST_ANIMALS and self._by_folders

    @property
    def _by_folders(self) -> bool:
        return self.pattern.source is Source.FOLDER


def propose(
    photos: PhotoPaths,
    cancelled: Callable[[], bool] = lambda: False,
    sources: Collection[Source] = frozenset(Source),
) -> Proposal | None:
    """Try all presets; None where none finds an animal.

    Args:
        photos: the session's.
        cancelled: asked now and then.
        sources: whose names are tried.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    best: Proposal | None = None
    for preset in PRESETS:
        if preset.source not in sources:
            continue
        pattern = Pattern(preset.pattern, preset.source)
        finding = find_animals(photos, pattern, cancelled)
        score = _score(finding, pattern)
        # Those that ask for more come first: they win where others find as much.
        if score > 0 and (best is None or score > best.score + 0.01):
            best = Proposal(preset, pattern, finding, score, finding.named)
    return best


def _score(finding: Finding, pattern: Pattern) -> float:
    """The share of photos that get an animal, less where these are not what animals in shelters are like."""
    if not finding.animals or not finding.photos:
        return 0.0
    photos = [len(animal.places) for animal in finding.animals]
    usual = sum(FEWEST_PHOTOS <= count <= MOST_PHOTOS for count in photos) / len(photos)
    score = finding.named / finding.photos * (0.4 + 0.6 * usual)
    numbered = sum(bool(animal.number) for animal in finding.animals) / len(finding.animals)
    score *= 0.75 + 0.25 * numbered
    if pattern.source is Source.FILE and median(photos) < FEWEST_PHOTOS:
        score *= 0.5
    return score
