"""Where photos lie for the person who looks at them: the store's addresses are no files of a volunteer's machine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from desktop_app.files import encoded
from scale_out.errors import ScaleError
from scale_out.places import is_address
from scale_out.tables.rows import own_path

# Where a pattern stops to be an address, or what is said to the store begins.
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class PhotosAt:
    """Beginnings of addresses or paths, and the folders that stand for them; the longest that fits counts.

    Attributes:
        pairs: beginning and folder, both without a slash at the end, the longest beginning first.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, told: Sequence[str]) -> Self:
        """What was said on the command line, as ADDRESS=FOLDER.

        Raises:
            ScaleError: it has another form, or the folder is not absolute.
        """
        pairs = []
        for each in told:
            begin, equals, folder = each.rpartition("=")
            if not equals or not begin or not folder:
                raise ScaleError(f'--photos-at "{each}": write ADDRESS=FOLDER, like s3://photos/2026=/mnt/photos/2026.')
            if is_address(folder) or not Path(folder).is_absolute():
                raise ScaleError(
                    f'--photos-at "{each}": {folder} must be a whole path as this system writes it, from its root on.'
                )
            pairs.append((begin.rstrip("/"), Path(folder).as_posix().rstrip("/")))
        return cls(tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair))))

    def path_of(self, path: str) -> Path:
        """Where a photo lies, by its path or address in the results.

        Raises:
            ScaleError: it is an address for which no folder stands.
        """
        for begin, folder in self.pairs:
            if path.startswith(f"{begin}/"):
                return Path(own_path(folder + path[len(begin) :]))
        if is_address(path):
            store = "/".join(path.split("/")[:3])
            raise ScaleError(
                f"{path} is no file on the machine of whoever reviews it. Say where the photos lie there: "
                f"--photos-at {store}=/folder/of/the/photos"
            )
        return Path(own_path(path))

    def see_to(self, sources: Sequence[str]) -> None:
        """See that somebody said where photos of these sources lie, as far as sources tell.

        Raises:
            ScaleError: nobody did of an address.
        """
        for source in filter(is_address, sources):
            begin = _WILD.split(source)[0].rstrip("/")
            if not any(_within(begin, told) or _within(told, begin) for told, _ in self.pairs):
                self.path_of(f"{begin}/")

    def path_in_results(self, path: Path) -> str:
        """The opposite: what the results call a photo of a session."""
        text = encoded(str(path)).decode("utf-8")
        posix = encoded(path.as_posix()).decode("utf-8")
        for begin, folder in sorted(self.pairs, key=lambda pair: -len(pair[1])):
            if posix.startswith(f"{folder}/"):
                return begin + posix[len(folder) :]
        return text


def _within(path: str, folder: str) -> bool:
    return f"{path}/".startswith(f"{folder}/")
