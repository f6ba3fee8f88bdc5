"""Writing files so that they are there whole or not at all."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any


def write_bytes(file: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it; folders are made as needed.

    Raises:
        OSError: it cannot be written, as on a full disk; an earlier file of that name stays as it was.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        temporary.chmod(0o644)
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def write_text(file: Path, text: str) -> None:
    """`write_bytes` for UTF-8 text."""
    write_bytes(file, text.encode())


def write_json(file: Path, value: Any) -> None:
    """`write_bytes` for JSON with sorted keys."""
    write_text(file, json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
