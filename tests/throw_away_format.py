"""A format that is there for one test: what a newcomer writes, two files, and nothing else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from desktop_app.commands import formats as words
from desktop_app.commands.formats import all_words
from desktop_app.exports import formats
from desktop_app.exports.formats import all_formats

NAME = "list_of_names"

FORMAT_FILE = '''
"""A list of names."""

from desktop_app.exports.base import UNWATCHED, ExportFormat, Option, OptionKind, PlannedFile, Preview, Written
from desktop_app.files import WholeFile


class Names:
    endings = (".names",)


class ListOfNames(ExportFormat):
    id = "list_of_names"
    rank = 999
    kinds = (Names(),)
    options = (
        Option("folders", OptionKind.YES_NO, True),
        Option("before", OptionKind.TEXT, "- "),
        Option("most", OptionKind.NUMBER, 1000),
        Option("letters", OptionKind.CHOICE, "as_they_are", ("as_they_are", "upper")),
    )

    def preview(self, target, material, options):
        chosen = self.settled(options)
        rows = min(chosen["most"], material.photos)
        return Preview((PlannedFile(target, rows, ("name",)),), material.photos - rows)

    def write(self, target, material, wording, options, watch=UNWATCHED):
        chosen = self.settled(options)
        names = [str(row.path) if chosen["folders"] else row.path.name for row in material.rows()][: chosen["most"]]
        with WholeFile(target) as file:
            for done, name in enumerate(names):
                watch.advance(done, len(names))
                file.write(chosen["before"] + (name.upper() if chosen["letters"] == "upper" else name) + "\\n")
        return Written(len(names))


FORMAT = ListOfNames()
'''
WORDS_FILE = '''
"""A list of names, in words."""

from desktop_app.commands.format_words import FormatWords, OptionWords

WORDS = FormatWords(
    title="A list of names",
    help="Names, one a line.",
    file_stem="names",
    kinds=("List",),
    left_out="Too many: {photos}.",
    options={
        "folders": OptionWords("With their folders"),
        "before": OptionWords("Before each name", "Two letters, at most."),
        "most": OptionWords("At most"),
        "letters": OptionWords("Letters", choices={"as_they_are": "As they are", "upper": "Upper case"}),
    },
)
'''


@contextmanager
def added(folder: Path) -> Iterator[list[Path]]:
    """The format is there as long as the block lasts; gives the files that it takes.

    Args:
        folder: for the two files; each lies in a folder that is called as the one where a newcomer puts it.
    """
    files = []
    with mock.patch.multiple("sys", dont_write_bytecode=True):
        for content, package in ((FORMAT_FILE, formats), (WORDS_FILE, words)):
            file = folder / package.__name__.replace(".", "/") / f"{NAME}.py"
            file.parent.mkdir(parents=True)
            file.write_text(content, encoding="utf-8")
            files.append(file)
        before = [(package, package.__path__) for package in (formats, words)]
        try:
            for package, path in before:
                package.__path__ = [*path, str(folder / package.__name__.replace(".", "/"))]
            _forget()
            yield files
        finally:
            for package, path in before:
                package.__path__ = path
            _forget()


def _forget() -> None:
    for package in (formats, words):
        sys.modules.pop(f"{package.__name__}.{NAME}", None)
        vars(package).pop(NAME, None)
    all_formats.cache_clear()
    all_words.cache_clear()
