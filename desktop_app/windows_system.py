"""What Windows itself has to bring, and a way to say so where neither Qt nor a console is there to say it.

Since version 6.10, Qt has the converters of Windows' own ICU (`icuuc.dll`) among its imports. Windows 10 brings them
since 2017; Qt asks for version 1809 (https://doc.qt.io/qt-6/windows.html). Without them nothing of Qt can be loaded.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from typing import Any

UNICODE_LIBRARY = "icuuc.dll"
# One of the names that Qt takes from it: another program's library of that name has them with its version behind them.
UNICODE_FUNCTION = "ucnv_open"

# Of Windows' numbers, the one for a folder where a file is meant. When a folder is opened as a file, it only says that
# access is denied.
IT_IS_A_FOLDER = 336
# Others may read, write, rename and delete meanwhile: looking keeps nobody from anything.
_SHARED = 7
_GENERIC_READ, _OPEN_EXISTING = 0x80000000, 3
_FRENCH = 0x0C
_PRIMARY_LANGUAGE = 0x3FF
_ERROR_SIGN = 0x10
_SENTENCES = {
    "en": (
        "This Windows lacks a part that Pawsort's window needs ({library}). It comes with Windows 10, version 1809 "
        "(2018), and newer: update Windows, then start Pawsort again."
    ),
    "fr": (
        "Il manque à ce Windows un composant dont la fenêtre de Pawsort a besoin ({library}). Il est fourni avec "
        "Windows 10, version 1809 (2018), et les versions suivantes : mettez Windows à jour, puis relancez Pawsort."
    ),
}


def open_to_read(name: str, flags: int) -> int:
    """As `os.open` does it for reading, but others may rename, replace and remove the file meanwhile on Windows too.

    Python asks Windows to keep them from it: what one thread reads, another could not remove, and a photo that is
    looked at could not be moved by its owner.

    Raises:
        OSError: it cannot be opened.
        ValueError: the name has a NUL in it.
    """
    if sys.platform == "win32":
        import msvcrt

        if "\0" in name:
            raise ValueError("a name cannot have a NUL in it")
        try:
            handle = handle_for_reading(name, _SHARED)
        except OSError:
            # Of what cannot be opened, Python's own way says why as everybody here expects it.
            return os.open(name, flags)
        return msvcrt.open_osfhandle(handle, flags)
    return os.open(name, flags)


def handle_for_reading(name: str, shared: int) -> int:
    """Windows' handle of a file that is opened for reading; only there.

    Not `_winapi.CreateFile`: to that of Python 3.11 a name is text of the old code page, and `é` another letter.

    Args:
        name: of the file.
        shared: what others may do meanwhile: 1 to read it, 2 to write, 4 to rename, replace and remove, or a sum.

    Raises:
        OSError: it cannot be opened, with Windows' own number.
    """
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        create = kernel.CreateFileW
        create.restype = ctypes.c_void_p
        number, pointer = ctypes.c_uint32, ctypes.c_void_p
        create.argtypes = (ctypes.c_wchar_p, number, number, pointer, number, number, pointer)
        handle = create(name, _GENERIC_READ, shared, None, _OPEN_EXISTING, 0, None)
        if handle is None or handle == ctypes.c_void_p(-1).value:
            raise ctypes.WinError(ctypes.get_last_error())
        return int(handle)
    raise OSError("Windows alone has handles")


def close_handle(handle: int) -> None:
    """Give back what `handle_for_reading` gave."""
    if sys.platform == "win32":
        import _winapi

        _winapi.CloseHandle(handle)


def why_not_opened(name: str) -> int | None:
    """Windows' own number of why a file cannot be opened for reading; None where it can, and on other systems."""
    if sys.platform == "win32":
        if os.path.isdir(name):  # noqa: PTH112 - a name that may be longer than Path can open
            return IT_IS_A_FOLDER
        try:
            handle = handle_for_reading(name, _SHARED)
        except FileNotFoundError:  # by now; why it could not be opened before, nobody can tell any more
            return None
        except OSError as error:
            return error.winerror
        close_handle(handle)
    return None


def lacks_unicode(load: Callable[[str], Any] | None = None) -> bool:
    """Whether Windows lacks what Qt takes from it; never so on other systems.

    Args:
        load: loads a library by its name, and raises OSError where there is none.
    """
    if load is None and sys.platform != "win32":
        return False
    load = load or ctypes.CDLL
    try:
        return not hasattr(load(UNICODE_LIBRARY), UNICODE_FUNCTION)
    except OSError:
        return True


def sentence(language: str) -> str:
    """What to say about it, in English or French ("fr")."""
    return _SENTENCES.get(language, _SENTENCES["en"]).format(library=UNICODE_LIBRARY)


def language() -> str:
    """The language of Windows: "fr", or "en" for all others and on other systems."""
    if sys.platform == "win32":
        spoken = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "fr" if spoken & _PRIMARY_LANGUAGE == _FRENCH else "en"
    return "en"


def tell(text: str) -> None:
    """Say something in a box of Windows' own; nothing on other systems."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, text, "Pawsort", _ERROR_SIGN)
