"""What a person wants to be called otherwise by those who receive their dogs: one file in the configuration folder.

```json
{"asm3": {"names": ["Affenpinscher", "…"], "breeds": {"n02085936": "Bichon maltais", "n02115641": null}}}
```

`breeds` has what differs from the vocabulary that ships (ids of breeds, `unknown`, `mix_of_unknown`; null for no name).
`names`, where it is there, is the shelter's own list in place of the one that ships: whoever works in French has French
names of breeds in ASM3. The file can be edited by hand, and copied to another computer.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app import paths
from desktop_app.breeds.book import BreedBook, fold
from desktop_app.breeds.vocabularies import MOST_NAMES, Vocabulary, VocabularyError, shipped_vocabularies
from desktop_app.faults import Fault, FaultError, system_reason
from desktop_app.files import write_whole
from desktop_app.own_files import MOST_BYTES, OwnFileError, is_name, put_aside, read_bytes, read_json
from desktop_app.tables import read_table

MOST_CHANGES = 20_000
_TABLES = (".csv", ".tsv")
# How tables of shelter software, and people, head the column of the names; folded.
_NAME_COLUMNS = ("breedname", "breed name", "breed", "name", "race", "nom", "nom de la race", "asm3 breed")

_log = logging.getLogger(__name__)


class OwnVocabularyError(FaultError):
    """The file cannot be written: `breeds.own_names_not_saved`."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a person wants otherwise about one receiver.

    Attributes:
        breeds: breed id, `UNKNOWN` or `MIX_OF_UNKNOWN` → a name of the receiver, or None for "no name".
        names: the shelter's own list of breeds; empty where it is the one that ships.
    """

    breeds: Mapping[str, str | None] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.breeds or self.names)

    def to_json(self) -> dict[str, object]:
        """As the file keeps it."""
        return {**({"names": list(self.names)} if self.names else {}), "breeds": dict(self.breeds)}

    def over(self, shipped: Vocabulary, book: BreedBook) -> tuple[Vocabulary, list[str]]:
        """The vocabulary as this person wants it, and what of their words it cannot take.

        A list of their own in which nothing is found that the receiver wants is not taken at all: a dog would arrive
        there as what the receiver takes by default, a cat.
        """
        wrong = [name for name in self.breeds.values() if name is not None]
        if not self.names:
            return self._changed(shipped)
        try:
            vocabulary, wrong = self._changed(shipped.with_names(self.names, book))
        except ValueError:
            return shipped, wrong or ["names"]
        return (vocabulary, wrong) if vocabulary.is_whole else (shipped, [*wrong, *sorted(shipped.wants)])

    def _changed(self, vocabulary: Vocabulary) -> tuple[Vocabulary, list[str]]:
        wrong = []
        for what, name in self.breeds.items():
            spelt = name and vocabulary.spelling(name)
            try:
                vocabulary = vocabulary.with_changes({what: spelt if name else None})
            except ValueError:
                wrong.append(name or what)
                continue
            if name and spelt is None:
                wrong.append(name)
        return vocabulary, wrong


def own_file() -> Path:
    """Where it is kept."""
    return paths.config_folder() / "breeds-for-shelter-software.json"


def read_own(file: Path) -> tuple[dict[str, OwnWords], Fault | None]:
    """What a person wants otherwise, by receiver, and what to tell them of a file that is not of the form.

    Such a file stays where it is, so that whoever wrote a comma too many can take it out again, and what can be read of
    it counts; `save_own` keeps it aside.
    """
    try:
        read = read_json(file)
    except FileNotFoundError:
        return {}, None
    except OwnFileError as error:
        _log.warning("%s", error)
        detail = str(error.fault.facts.get("detail", error.fault.code))
        return {}, Fault("breeds.own_names_damaged", {"file": str(file), "detail": detail})
    found: dict[str, OwnWords] = {}
    wrong = [] if isinstance(read, dict) else ["[]"]
    for receiver, words in read.items() if isinstance(read, dict) else ():
        own, whole = _own_words(words)
        if not whole or not is_name(receiver):
            wrong.append(receiver)
        if own and is_name(receiver):
            found[receiver] = own
    if not wrong:
        return found, None
    return found, Fault("breeds.own_names_damaged", {"file": str(file), "detail": ", ".join(wrong)[:200]})


def save_own(words: Mapping[str, OwnWords], file: Path) -> Path | None:
    """Write what a person wants otherwise, all or nothing.

    Returns:
        where the file is now that was there and is not of the form; None where there was none.

    Raises:
        OwnVocabularyError: it cannot be written; what was there is as it was.
    """
    stored = {receiver: own.to_json() for receiver, own in words.items() if own}
    kept = put_aside(file) if read_own(file)[1] is not None else None
    try:
        write_whole(file, json.dumps(stored, ensure_ascii=False, indent=1) + "\n", mode=0o600)
    except OSError as error:
        raise OwnVocabularyError("breeds.own_names_not_saved", file=str(file), detail=system_reason(error)) from error
    return kept


def all_vocabularies(
    own: Path | None = None, book: BreedBook | None = None
) -> tuple[dict[str, Vocabulary], list[Fault]]:
    """The vocabularies as this person wants them, by receiver, and what to tell them.

    Args:
        own: the file of what they want otherwise; the one of the configuration folder when left out.
        book: for names in other languages, where a shelter has its own list; that of the installation when left out.
    """
    file = own or own_file()
    found, faults = shipped_vocabularies()
    words, told = read_own(file)
    if told is not None:
        faults.append(told)
    if book is None and any(each.names for each in words.values()):
        book, _ = BreedBook.load_what_is_whole(paths.assets_folder() / "breeds")
    for receiver, vocabulary in found.items():
        if receiver in words:
            found[receiver], wrong = words[receiver].over(vocabulary, book or BreedBook())
            if wrong:
                names = ", ".join(dict.fromkeys(wrong[:5])) + (", …" if len(wrong) > 5 else "")
                told = Fault(
                    "breeds.own_names_unknown", {"file": str(file), "receiver": vocabulary.title, "names": names}
                )
                faults.append(told)
    return found, faults


def vocabularies(own: Path | None = None) -> Mapping[str, Vocabulary]:
    """The vocabularies as this person wants them, by receiver; `all_vocabularies` says what is wrong with them."""
    return all_vocabularies(own)[0]


def _own_words(read: Any) -> tuple[OwnWords, bool]:
    """What can be read of one receiver, and whether that is all."""
    if not isinstance(read, dict):
        return OwnWords(), False
    breeds, names = read.get("breeds", {}), read.get("names", [])
    sound = isinstance(breeds, dict) and isinstance(names, list) and read.keys() <= {"breeds", "names"}
    kept = {
        what: name
        for what, name in (breeds.items() if isinstance(breeds, dict) else ())
        if is_name(what) and (name is None or is_name(name))
    }
    listed = tuple(name for name in (names if isinstance(names, list) else ()) if is_name(name))
    sound = sound and len(kept) == len(breeds) and len(listed) == len(names)
    too_many = len(kept) > MOST_CHANGES or len(listed) > MOST_NAMES
    return (OwnWords(), False) if too_many else (OwnWords(kept, listed), sound)


def listed_names(file: Path) -> tuple[str, ...]:
    """The names of a shelter's own list: one a line, or a column of a table (`BreedName`, as its software says).

    Raises:
        VocabularyError: there are none, or too many.
        OwnFileError: the list cannot be read.
        TableError: the table cannot be read.
        FileNotFoundError: there is none.
    """
    if file.suffix.lower() in _TABLES:
        table = read_table(file)
        column = next((each for each in table.columns if fold(each) in _NAME_COLUMNS), None)
        if column is None and len(table.columns) == 1:
            names = [table.columns[0], *(row.values[table.columns[0]] for row in table.rows)]
        else:
            names = [row.values[column] for row in table.rows] if column is not None else []
    else:
        content = read_bytes(file, MOST_BYTES)
        try:
            names = content.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            names = content.decode("cp1252", errors="replace").splitlines()
    found = tuple(dict.fromkeys(name for each in names if is_name(name := " ".join(each.split()))))
    if not 0 < len(found) <= MOST_NAMES:
        raise VocabularyError("breeds.no_names_listed", file=str(file))
    return found
