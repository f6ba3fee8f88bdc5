"""Where photos and results lie: folders of this machine, and whatever pyarrow or fsspec reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self, cast
from urllib.parse import urlsplit

import pyarrow as pa
from pyarrow import fs

from desktop_app.files import write_whole
from scale_out.errors import ScaleError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
# A file of these is there as soon as all of it was written, and not before: nothing has to be moved into its place.
_WHOLE_AT_ONCE = ("s3", "gcs", "abfs")
_DRAFT = ".draft"


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder, somewhere.

    Attributes:
        filesystem: that holds it.
        path: inside the filesystem, without a slash at its end.
        text: as a person would say it: a path, or an address.
    """

    filesystem: fs.FileSystem
    path: str
    text: str

    @classmethod
    def of(cls, text: str) -> Self:
        """The place that a path or an address names.

        Raises:
            ScaleError: nothing here reads such addresses, or the address holds a password.
        """
        if not is_address(text):
            path = Path(text).absolute()
            return cls(fs.LocalFileSystem(), path.as_posix(), str(path))
        if urlsplit(text).password is not None:
            raise ScaleError(
                "An address with a key in it would be written into results and logs. Give the key by the environment "
                "(AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), or by the machine's role."
            )
        filesystem, inside = _filesystem_of(text)
        return cls(filesystem, inside.rstrip("/"), text.rstrip("/"))

    @property
    def is_local(self) -> bool:
        """Whether it is a path of this machine (or of a drive that looks like one)."""
        return isinstance(self.filesystem, fs.LocalFileSystem)

    def __truediv__(self, name: str) -> "Place":
        address, question, rest = self.text.partition("?")
        return Place(self.filesystem, f"{self.path}/{name}", f"{address}/{name}{question}{rest}")

    def __str__(self) -> str:
        return self.text

    def exists(self) -> bool:
        """Whether there is a file or folder."""
        return bool(self.filesystem.get_file_info(self.path).type != fs.FileType.NotFound)

    def files(self, *, recursive: bool = False) -> Iterator[fs.FileInfo]:
        """The files in the folder; none where it is not there."""
        selector = fs.FileSelector(self.path, allow_not_found=True, recursive=recursive)
        return (each for each in self.filesystem.get_file_info(selector) if each.is_file)

    def names(self) -> list[str]:
        """Names of the whole files in the folder, sorted; none where it is not there."""
        return sorted(each.base_name for each in self.files() if not each.base_name.startswith("."))

    def open(self) -> BinaryIO:
        """Open the file for reading anywhere in it.

        Raises:
            OSError: it cannot be read.
        """
        return cast("BinaryIO", self.filesystem.open_input_file(self.path))

    def read(self) -> bytes:
        """All of the file.

        Raises:
            OSError: it cannot be read.
        """
        with self.open() as file:
            return file.read()

    def write(self, content: bytes | pa.Buffer) -> None:
        """Write the file: all of it is there afterwards, or nothing is changed.

        Raises:
            OSError: it cannot be written.
        """
        if self.is_local:
            Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(Path(self.path), bytes(content))
            return
        whole_at_once = self.filesystem.type_name in _WHOLE_AT_ONCE
        folder, _, name = self.path.rpartition("/")
        draft = self.path if whole_at_once else f"{folder}/.{name}{_DRAFT}"
        if not whole_at_once:
            self.filesystem.create_dir(folder)
        with self.filesystem.open_output_stream(draft) as file:
            file.write(content)
        if draft != self.path:
            self.filesystem.move(draft, self.path)


def is_address(text: str) -> bool:
    """Whether it begins as an address does; a Windows drive is one letter and no address."""
    return _ADDRESS.match(text) is not None


def _filesystem_of(text: str) -> tuple[Any, str]:
    """Pyarrow's own file system for an address, else fsspec's.

    Raises:
        ScaleError: there is none.
    """
    try:
        return cast("tuple[Any, str]", fs.FileSystem.from_uri(text))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        refusal = str(error)
    import fsspec

    try:
        found, path = fsspec.core.url_to_fs(text)
    except (ImportError, ValueError, OSError) as error:
        raise ScaleError(f"{text}: cannot be used. pyarrow says: {refusal}; fsspec says: {error}.") from error
    return fs.PyFileSystem(fs.FSSpecHandler(found)), path
