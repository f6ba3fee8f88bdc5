"""Photos that nothing was trained on: those of some sides of the committed split."""

from pathlib import Path

from training.bundled.photos import COMMITTED_SPLIT
from training.datasets.splits import Side, read_split


def of_side(data: Path, folder: str, sides: set[Side]) -> list[Path]:
    """The photos of a folder on these sides of the committed split."""
    split = read_split(COMMITTED_SPLIT)
    return [data / name for name, (_, side) in split.sides.items() if name.startswith(folder) and side in sides]
