"""The pages of the statistics, one file each; their order is that in which they are listed."""

from desktop_app.photos.session_statistics import SessionFigures
from desktop_app.ui.statistics.sheet import Sheet
from desktop_app.ui.statistics.sheets.agreement import agreement_sheet
from desktop_app.ui.statistics.sheets.animals import animals_sheet
from desktop_app.ui.statistics.sheets.breeds import breeds_sheet
from desktop_app.ui.statistics.sheets.days import decided_sheet, taken_sheet
from desktop_app.ui.statistics.sheets.pace import pace_sheet
from desktop_app.ui.statistics.sheets.photos import photos_sheet
from desktop_app.ui.wording.words import BreedName


def sheets_of(figures: SessionFigures, breed_name: BreedName) -> list[Sheet]:
    """All pages, in order."""
    return [
        photos_sheet(figures),
        animals_sheet(figures),
        breeds_sheet(figures, breed_name),
        decided_sheet(figures),
        taken_sheet(figures),
        agreement_sheet(figures),
        pace_sheet(figures),
    ]
