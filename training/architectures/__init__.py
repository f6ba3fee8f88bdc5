"""The networks. One file a network, in `from_scratch` or `pretrained`; its name is the network's.

Which networks there are is known without importing any of them: Keras takes seconds to start, and a recipe that names
none is told at once.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from training.architectures.base import Architecture

FOLDER = Path(__file__).parent


def _names_in(folder: str) -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules([str(FOLDER / folder)]))


class _Registry(Mapping[str, Architecture]):
    """Name → network, imported when it is asked for."""

    def __init__(self, *folders: str) -> None:
        self._folder_of = {name: folder for folder in folders for name in _names_in(folder)}

    def __getitem__(self, name: str) -> Architecture:
        module = importlib.import_module(f"{__name__}.{self._folder_of[name]}.{name}")
        architecture: Architecture = module.ARCHITECTURE
        return architecture

    def __contains__(self, name: object) -> bool:
        # A mapping would ask for the network, and so import Keras, to know whether there is one.
        return name in self._folder_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._folder_of)

    def __len__(self) -> int:
        return len(self._folder_of)


FROM_SCRATCH = frozenset(_names_in("from_scratch"))
ARCHITECTURES: Mapping[str, Architecture] = _Registry("from_scratch", "pretrained")

__all__ = ["ARCHITECTURES", "FROM_SCRATCH", "Architecture"]
