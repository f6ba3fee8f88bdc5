"""Numbers of animals as spreadsheets give them back."""

from pathlib import Path

from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.session import Session
from tests.unit.catalog.importing.importing_helpers import add_photos, left, plan_of


def test_zeros_that_a_spreadsheet_took_from_a_number_are_missed_by_nobody(
    session: Session, names: BreedNames, tmp_path: Path
) -> None:
    photos = add_photos(session, tmp_path)
    numbered = "photo,number,breed\nBella/1.jpg,00123,Beagle\nRex/1.jpg,0045,Beagle\nRex/2.jpg,045,Beagle\n"
    session.apply(plan_of(session, names, numbered).change())
    plan = plan_of(session, names, "number,breed\n123,Boxer\n45,Boxer\n", overwrite=True)
    assert set(plan.labels) == {photos["Bella/1.jpg"]}
    assert not plan.animals.photos, "it stays where it is"
    assert left(plan) == [(3, "no_such_animal", "")], "two can be meant"
