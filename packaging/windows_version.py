"""The version resource of the Windows programs: what the file's properties show."""

from typing import Any

import product

ENGLISH_UNICODE = "040904B0"


def texts(program: str) -> dict[str, str]:
    """The texts of the resource."""
    version = product.version()
    return {
        "CompanyName": product.PUBLISHER,
        "FileDescription": product.NAME,
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": product.COPYRIGHT,
        "OriginalFilename": f"{program}.exe",
        "ProductName": product.NAME,
        "ProductVersion": version,
    }


def resource(program: str) -> Any:
    """The resource as PyInstaller takes it (on Windows only: elsewhere PyInstaller cannot write one)."""
    from PyInstaller.utils.win32 import versioninfo

    numbers = (*(int(part) for part in product.version().split(".")), 0)
    strings = [versioninfo.StringStruct(name, text) for name, text in texts(program).items()]
    return versioninfo.VSVersionInfo(
        ffi=versioninfo.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            versioninfo.StringFileInfo([versioninfo.StringTable(ENGLISH_UNICODE, strings)]),
            versioninfo.VarFileInfo([versioninfo.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )
