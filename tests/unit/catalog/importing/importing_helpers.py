"""A session of photos that do not exist, and tables for it."""

from pathlib import Path

from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.importing.planning import ImportPlan
from desktop_app.catalog.importing.session_import import ImportWish, preview_import
from desktop_app.catalog.session import Session

PHOTOS = ("Bella/1.jpg", "Bella/2.jpg", "Rex/1.jpg", "Rex/2.jpg", "Rex/3.jpg", "Lone/9.jpg")


def add_photos(session: Session, folder: Path) -> dict[str, int]:
    """Add them; returns name → id."""
    rows = session.add_photos([folder / name for name in PHOTOS])
    return {row.path.relative_to(folder).as_posix(): row.photo_id for row in rows}


def plan_of(
    session: Session, names: BreedNames, text: str, *, overwrite: bool = False, folders: tuple[Path, ...] = ()
) -> ImportPlan:
    """What a table with this text would do."""
    file = session.path.parent / "table.csv"
    file.write_text(text, encoding="utf-8")
    return preview_import(ImportWish(file, overwrite, folders=folders), session, names)


def left(plan: ImportPlan) -> list[tuple[int, str, str]]:
    """What is left alone: line, reason, what is said there."""
    return [(each.line, each.why.value, each.said) for each in plan.left]
