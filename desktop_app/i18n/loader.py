"""Loads the interface language: the system's, or the one that a person chose."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("en", "fr")
_NAME = "interface language"


def interface_language(choice: str) -> str:
    """The language to speak: the chosen one, else the first of the system's that Pawsort speaks, else English."""
    if choice in LANGUAGES:
        return choice
    for tag in QLocale.system().uiLanguages():
        language = tag.replace("_", "-").split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return "en"


def install_language(application: QCoreApplication, language: str) -> list[QTranslator]:
    """Let the interface speak `language`: Pawsort's own texts (English needs them for its plurals) and Qt's.

    Another language that was installed before goes. What is shown already stays as it is.

    Returns:
        the translators; they live as long as the application.
    """
    QLocale.setDefault(QLocale.system() if QLocale.system().name().startswith(language) else QLocale(language))
    qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for before in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(before)
        before.setParent(None)
    installed = []
    for file in (qt_folder / f"qtbase_{language}.qm", FOLDER / f"pawsort_{language}.qm"):
        translator = QTranslator(application)
        translator.setObjectName(_NAME)
        if translator.load(str(file)):
            application.installTranslator(translator)
            installed.append(translator)
    return installed
