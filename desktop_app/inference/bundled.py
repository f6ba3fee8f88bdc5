"""Which model packs ship with the app. Says it without reading them: the window asks before anything else is there."""

from pathlib import Path

from desktop_app.paths import assets_folder

MANIFEST_NAME = "model.json"


def bundled_packs() -> list[Path]:
    """The folders of the model packs that ship with the app; the first is the default."""
    try:
        packs = assets_folder() / "packs"
    except FileNotFoundError:
        return []
    return sorted(manifest.parent for manifest in packs.glob(f"*/{MANIFEST_NAME}"))
