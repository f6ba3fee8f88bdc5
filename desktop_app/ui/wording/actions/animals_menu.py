"""The menu Animals: what concerns all photos of one animal."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Menu
from desktop_app.ui.wording.actions.picks import PICKS

ANIMALS_MENU = Menu(QT_TRANSLATE_NOOP("Actions", "&Animals"), (PICKS,))
