"""Writing files so that they are there whole or not at all, with the app's own writer."""

import json
from pathlib import Path
from typing import Any

from desktop_app.files import write_whole


def write_bytes(file: Path, content: bytes) -> None:
    """Write a file in one step; folders are made as needed.

    Raises:
        OSError: it cannot be written, as on a full disk; an earlier file of that name stays as it was.
    """
    write_whole(file, content)


def write_text(file: Path, text: str) -> None:
    """`write_bytes` for UTF-8 text."""
    write_whole(file, text)


def write_json(file: Path, value: Any) -> None:
    """`write_bytes` for JSON with sorted keys."""
    write_text(file, json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
