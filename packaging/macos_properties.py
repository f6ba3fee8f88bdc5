"""The `Info.plist` of the macOS app."""

from typing import Any

import product

PHOTO_TYPES = ["public.jpeg", "public.heic", "public.heif", "public.png", "public.tiff", "com.compuserve.gif",
               "com.microsoft.bmp", "org.webmproject.webp", "public.avif"]  # fmt: skip
SESSION_TYPE = f"{product.IDENTIFIER}.session"


def properties() -> dict[str, Any]:
    """Everything that PyInstaller does not fill in by itself."""
    return {
        "CFBundleName": product.NAME,
        "CFBundleDisplayName": product.NAME,
        "CFBundleExecutable": product.WINDOW_COMMAND,
        "CFBundleShortVersionString": product.version(),
        "CFBundleVersion": product.version(),
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "fr"],
        "LSApplicationCategoryType": "public.app-category.photography",
        # The bundle also holds the program for the command line, for whose sake PyInstaller would hide the app.
        "LSBackgroundOnly": False,
        "LSMinimumSystemVersion": product.OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        # Light and dark follow the system.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": product.COPYRIGHT,
        # Why the system asks when photos lie in a protected folder.
        "NSDesktopFolderUsageDescription": "Pawsort looks at the photos that you drop on it.",
        "NSDocumentsFolderUsageDescription": "Pawsort looks at the photos that you drop on it.",
        "NSDownloadsFolderUsageDescription": "Pawsort looks at the photos that you drop on it.",
        "NSRemovableVolumesUsageDescription": "Pawsort looks at the photos that you drop on it.",
        "CFBundleDocumentTypes": [
            _document("Photo", PHOTO_TYPES, "Viewer", "Alternate"),
            _document("Folder of photos", ["public.folder"], "Viewer", "Alternate"),
            _document("Pawsort session", [SESSION_TYPE], "Editor", "Owner"),
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": SESSION_TYPE,
                "UTTypeDescription": "Pawsort session",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["pawsort"]},
            }
        ],
    }


def _document(name: str, types: list[str], role: str, rank: str) -> dict[str, Any]:
    return {
        "CFBundleTypeName": name,
        "LSItemContentTypes": types,
        "CFBundleTypeRole": role,
        "LSHandlerRank": rank,
    }
