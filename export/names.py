"""Names of a pack's breeds in the app's languages, out of a table that people write."""

from pathlib import Path

from desktop_app.inference.manifest import Breed
from desktop_app.own_files import is_name
from export.graph import ExportError
from training.datasets.labelled_tables import table_of
from training.datasets.photos import DataError, plain_name
from training.evaluation.judging import breed_names
from training.runs.packs import PackDraft

LABEL, LANGUAGES = "label", ("en", "fr")


def with_names(draft: PackDraft, file: Path) -> PackDraft:
    """The draft with the names of a table; breeds that it leaves out, and languages whose cells are empty, keep theirs.

    Args:
        draft: of the pack.
        file: a table with the column `label`, which holds breeds as the photos' folders or tables call them, and `en`,
            `fr` or both.

    Raises:
        ExportError: it cannot be read, lacks columns, or has a line that does not fit; the message names the line.
    """
    try:
        table = table_of(file, (LABEL,))
    except DataError as error:
        raise ExportError(str(error)) from error
    languages = [language for language in LANGUAGES if language in table.columns]
    if not languages:
        raise ExportError(f'{file}: has neither a column "en" nor a column "fr". Add one with the names.')
    places: dict[str, int] = {}
    for place, (breed, name) in enumerate(zip(draft.breeds, breed_names(draft), strict=True)):
        places |= {plain_name(name): place, plain_name(breed.id): place}
    breeds = list(draft.breeds)
    lines: dict[int, int] = {}
    for line, row in table.rows:
        label = row[LABEL].strip()
        found = places.get(plain_name(label))
        if found is None:
            known = ", ".join(breed_names(draft)[:6])
            raise ExportError(f"{file}: line {line}: the run has no breed {label!r}. Some that it has: {known}.")
        if found in lines:
            raise ExportError(f"{file}: line {line}: {label!r} is named in line {lines[found]} already.")
        lines[found] = line
        given = {language: row[language].strip() for language in languages if row[language].strip()}
        for language, name in given.items():
            if not is_name(name):
                raise ExportError(f"{file}: line {line}: the name under {language} cannot be shown. Write it anew.")
        breeds[found] = Breed(id=breeds[found].id, names=dict(breeds[found].names) | given)
    return draft.model_copy(update={"breeds": tuple(breeds)})
