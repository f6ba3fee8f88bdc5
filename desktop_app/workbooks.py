"""Reading workbooks of Excel (.xlsx, ECMA-376) as text, row by row, whoever made them. `tables` is what to call.

Python's own XML parser reads them as a stream: what a file says of its own size is not believed, nothing is held that
is not asked for, and what is unpacked has limits. (docs/decisions/0029 says why no library does this.)
"""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from desktop_app.faults import FaultError
from desktop_app.workbook_formats import NumberFormat, format_of

Row = tuple[int, dict[int, str]]
"""A row's number, from 1, and the texts of the cells that hold something, by column, from 0."""

WORKBOOK_BEGINS = b"PK\x03\x04"
OLD_EXCEL_BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_COLUMNS = 16_384
# Unpacked; a hundred thousand photos with everything that is known of them are 300 MB.
_MOST_BYTES = 1 << 30
_MOST_BYTES_OF_TEXTS, _MOST_TEXTS = 1 << 28, 5_000_000
_MOST_BYTES_OF_A_SMALL_PART = 1 << 25
# Excel's cells have at most 32,767 characters; CSV may have as many as this here.
_LONGEST_CELL = 131_072
# The parser holds a piece of XML until it ends: no honest one is as long as this.
_LONGEST_PIECE = 1 << 22
_CHUNK = 1 << 16
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPREADSHEETS_OF_OTHERS = ("mimetype", "content.xml", "xl/workbook.bin", "index/document.iwa")
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error, EOFError),
    *(NotImplementedError, LookupError, ValueError, OverflowError),
)
Attributes = dict[str, str]


class WorkbookError(FaultError):
    """A workbook cannot be read: `table.*`, with the file."""


def rows_of_workbook(stream: IO[bytes], file: str) -> Iterator[Row]:
    """The rows of the first sheet that is shown and has any; those without text are left out.

    Numbers are as short as they can be, without ".0"; dates are ISO 8601 ("2026-11-24", "2026-11-24T10:30:00",
    "10:30:00"); truth is "true" or "false"; of formulas there is what the program computed that saved them.

    Args:
        stream: the file, which can be sought in.
        file: its name, for faults.

    Raises:
        WorkbookError: it is damaged, locked with a password, of another kind of spreadsheet, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            yield from _Workbook(archive, file).rows()
    except _DAMAGED as error:
        raise WorkbookError("table.damaged_workbook", file=file) from error
    except RuntimeError as error:  # what Python says of a zip file with a password
        raise WorkbookError("table.locked", file=file) from error


def fault_of_old_excel(content: bytes, file: str) -> WorkbookError:
    """Why a file that begins like those of old Excel is not read: it is one, or a new one behind a password."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return WorkbookError("table.locked", file=file)
    return WorkbookError("table.other_spreadsheet", file=file)


class _Workbook:
    """An open workbook."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self._archive, self._file = archive, file
        self._parts = {info.filename.replace("\\", "/").lower(): info for info in archive.infolist()}
        if any(name in self._parts for name in _SPREADSHEETS_OF_OTHERS):
            raise WorkbookError("table.other_spreadsheet", file=file)
        self._formats: list[NumberFormat] = []
        self._texts: list[str] = []
        self._is_1904 = False

    def rows(self) -> Iterator[Row]:
        """See `rows_of_workbook`."""
        [main, *_] = [each for kind, each in self._related("").values() if kind == "officeDocument"] or [""]
        if main.lower() not in self._parts:
            raise WorkbookError("table.other_spreadsheet", file=self._file)
        related = self._related(main)
        sheets = self._sheets(main)
        for kind, part in related.values():
            if kind == "styles":
                self._formats = self._read_formats(part)
            elif kind == "sharedStrings":
                self._texts = self._read_texts(part)
        for relation in sheets:
            kind, part = related.get(relation, ("", ""))
            if kind != "worksheet":
                continue
            has_rows = False
            for row in self._rows_of(part):
                has_rows = True
                yield row
            if has_rows:
                return

    def _sheets(self, main: str) -> list[str]:
        """The relations of the sheets, in their order; those that are hidden last."""
        shown: list[str] = []
        hidden: list[str] = []

        def begin(element: str, attributes: Attributes) -> None:
            name = _local(element)
            if name == "workbookPr":
                self._is_1904 = attributes.get("date1904") in ("1", "true")
            elif name == "sheet":
                place = shown if attributes.get("state", "visible") == "visible" else hidden
                place += [value for key, value in attributes.items() if ":" in key and _local(key) == "id"]

        self._read_part(main, begin)
        return shown + hidden

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation → its kind and the part that it leads to."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def begin(element: str, attributes: Attributes) -> None:
            if _local(element) == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations.lower() in self._parts:
            self._read_part(relations, begin)
        return found

    def _read_formats(self, part: str) -> list[NumberFormat]:
        """How numbers are shown, by what `s` of a cell says."""
        codes: dict[int, str] = {}
        formats: list[NumberFormat] = []
        inside = [""]

        def begin(element: str, attributes: Attributes) -> None:
            name = _local(element)
            if name in ("cellXfs", "cellStyleXfs"):
                inside[0] = name
            elif name == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif name == "xf" and inside[0] == "cellXfs":
                formats.append(format_of(int(attributes.get("numFmtId", 0)), codes))

        self._read_part(part, begin)
        return formats

    def _read_texts(self, part: str) -> list[str]:
        reader = _TextsReader(self._file)
        for _ in self._parsed(part, reader.begin, reader.end, reader.said, _MOST_BYTES_OF_TEXTS):
            if len(reader.texts) > _MOST_TEXTS:
                raise WorkbookError("table.too_large", file=self._file)
        return reader.texts

    def _rows_of(self, part: str) -> Iterator[Row]:
        reader = _SheetReader(self._texts, self._formats, self._is_1904, self._file)
        for _ in self._parsed(part, reader.begin, reader.end, reader.said, _MOST_BYTES):
            yield from reader.rows
            reader.rows.clear()

    def _read_part(self, part: str, begin: Callable[[str, Attributes], None]) -> None:
        for _ in self._parsed(part, begin, None, None, _MOST_BYTES_OF_A_SMALL_PART):
            pass

    def _parsed(
        self,
        part: str,
        begin: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None,
        said: Callable[[str], None] | None,
        most: int,
    ) -> Iterator[None]:
        """Parse a part, and come back after each piece of it."""
        # Without namespaces: a sheet has millions of elements, and no two of those that are read are called the same.
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = begin
        parser.EndElementHandler = end
        parser.CharacterDataHandler = said
        # No workbook declares a type of document; whoever does wants to multiply text, or to read other files.
        parser.StartDoctypeDeclHandler = self._refuse
        info = self._parts.get(part.lower())
        if info is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise WorkbookError("table.damaged_workbook", file=self._file)
        # No more is unpacked than a part says that it has.
        if info.file_size > most:
            raise WorkbookError("table.too_large", file=self._file)
        read = 0
        with self._archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                read += len(chunk)
                parser.Parse(chunk, False)
                if read - parser.CurrentByteIndex > _LONGEST_PIECE:
                    raise WorkbookError("table.damaged_workbook", file=self._file)
                yield
            parser.Parse(b"", True)
            yield

    def _refuse(self, *_: object) -> None:
        raise WorkbookError("table.damaged_workbook", file=self._file)


class _Collecting:
    """Puts together the text of the elements `t` and `v`, without what says how it is pronounced."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._collected: list[str] = []
        self._length = 0
        self._is_text = self._is_spoken = False

    def begin_text(self, name: str) -> None:
        """An element begins."""
        if name == "rPh":
            self._is_spoken = True
        elif name in ("t", "v"):
            self._is_text = not self._is_spoken

    def end_text(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._is_spoken = False
        elif name in ("t", "v"):
            self._is_text = False

    def said(self, text: str) -> None:
        """Text, a part of it."""
        if self._is_text:
            self._length += len(text)
            if self._length > _LONGEST_CELL:
                raise WorkbookError("table.too_large", file=self._file)
            self._collected.append(text)

    def taken(self) -> str:
        """What was collected; the next one begins."""
        text = "".join(self._collected)
        self._collected.clear()
        self._length = 0
        return text


class _TextsReader(_Collecting):
    """The texts that cells of all sheets share.

    Attributes:
        texts: in their order.
    """

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.texts: list[str] = []

    def begin(self, element: str, attributes: Attributes) -> None:
        """An element begins."""
        del attributes
        self.begin_text(_local(element))

    def end(self, element: str) -> None:
        """An element ends."""
        name = _local(element)
        self.end_text(name)
        if name == "si":
            self.texts.append(_unescaped(self.taken()))


class _SheetReader(_Collecting):
    """The rows of a sheet.

    Attributes:
        rows: that were read and have not been taken yet.
    """

    def __init__(self, texts: list[str], formats: list[NumberFormat], is_1904: bool, file: str) -> None:
        super().__init__(file)
        self._texts, self._formats, self._is_1904 = texts, formats, is_1904
        self.rows: list[Row] = []
        self._number = 0
        self._cells: dict[int, str] = {}
        self._column, self._kind, self._style = -1, "n", ""

    def begin(self, element: str, attributes: Attributes) -> None:
        """An element begins."""
        name = _local(element)
        if name == "c":
            reference = attributes.get("r")
            self._column = self._column + 1 if reference is None else _column_of(reference.rstrip("0123456789"))
            if self._column >= MOST_COLUMNS:
                raise WorkbookError("table.damaged_workbook", file=self._file)
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "")
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._column, self._cells = -1, {}
        else:
            self.begin_text(name)

    def end(self, element: str) -> None:
        """An element ends."""
        name = _local(element)
        if name == "c":
            text = self._text()
            if text:
                self._cells[self._column] = text
        elif name == "row":
            if self._cells:
                self.rows.append((self._number, self._cells))
        else:
            self.end_text(name)

    def _text(self) -> str:
        text = self.taken()
        if not text or self._kind in ("d", "e"):
            return text
        if self._kind == "s":
            place = int(text)
            if not 0 <= place < len(self._texts):
                raise WorkbookError("table.damaged_workbook", file=self._file)
            return self._texts[place]
        if self._kind == "b":
            return "true" if text.strip() in ("1", "true") else "false"
        if self._kind == "n":
            place = int(self._style or 0)
            number_format = self._formats[place] if 0 <= place < len(self._formats) else NumberFormat()
            return number_format.text(text.strip(), self._is_1904)
        return _unescaped(text)


def _local(name: str) -> str:
    """The name of an element without what stands for its namespace in this file."""
    return name.rpartition(":")[2] if ":" in name else name


@lru_cache(maxsize=1024)
def _column_of(letters: str) -> int:
    """The place of a column: of "A" 0, of "AB" 27.

    Raises:
        ValueError: these are no letters of a column.
    """
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        column = column * 26 + ord(letter) - 64
        if column > MOST_COLUMNS:
            break
    if not column:
        raise ValueError(letters)
    return column - 1


def _unescaped(text: str) -> str:
    """Text as it was before signs were written as `_x000D_` that XML cannot hold."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
